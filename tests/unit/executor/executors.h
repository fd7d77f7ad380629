// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "host/executor/seeded_executor.h"
#include "host/executor/tbb_executor.h"

namespace dashflow::executor {

// One of the executors, by name, so that one suite holds both to the contract.
inline std::unique_ptr<Executor> MakeExecutor(const std::string& kind) {
  using namespace std::chrono_literals;
  if (kind == "seeded")
    return std::make_unique<SeededExecutor>(SeededOptions{.seed = 7, .grace = 2ms});
  auto made = TbbExecutor::Create({.workers = 2});
  if (made.has_error()) return nullptr;
  return std::move(made).value();
}

// A suite with `executor` of each kind.
class ExecutorTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { ASSERT_NE(executor, nullptr); }

  std::unique_ptr<Executor> executor = MakeExecutor(GetParam());
};

#define DASHFLOW_EACH_EXECUTOR(suite)                                     \
  INSTANTIATE_TEST_SUITE_P(Each, suite, testing::Values("tbb", "seeded"), \
                           [](const auto& param_info) { return std::string(param_info.param); })

// A flag that a body raises and the test waits for.
using Flag = std::atomic<std::uint32_t>;

}  // namespace dashflow::executor
