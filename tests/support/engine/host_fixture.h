// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "host/engine/engine.h"
#include "host/executor/seeded_executor.h"
#include "tests/support/engine/lambda_types.h"
#include "tests/support/engine/recording_log.h"

namespace dashflow::testing {

// An engine with what it needs, on the seeded single-threaded executor (virtual clock) or on
// oneTBB.
class HostFixture {
 public:
  enum class On { kSeeded, kTbb };
  explicit HostFixture(On on = On::kSeeded, std::uint64_t seed = 1);
  ~HostFixture();

  LambdaTypes types;
  RecordingLog log;
  engine::Engine& engine() { return *engine_; }
  executor::Executor& executor() { return *executor_; }
  // Virtual time passes. REQUIRES: On::kSeeded.
  void Pass(std::chrono::nanoseconds time);
  // A new engine on the same store, as after a restart.
  void Restart();
  void UseStore(checkpoint::Store& store);

  // Compiles, runs to the end and returns the result. Input and answers as JSON.
  engine::RunResult Run(const std::string& yaml, std::string_view input,
                        engine::RunOptions options = {});
  engine::RunResult RunOn(const std::string& thread, const std::string& yaml,
                          std::string_view input, engine::RunOptions options = {});
  engine::RunResult Resume(const std::string& thread, const std::string& yaml,
                           std::vector<engine::Answer> answers = {},
                           engine::RunOptions options = {});
  // As Run and Resume, with errors of the start too.
  Result<engine::RunResult> Try(const std::string& yaml, engine::RunRequest request);

 private:
  std::unique_ptr<executor::Executor> executor_;
  SystemClock clock_;
  SeededRandom random_;
  checkpoint::Store* store_ = nullptr;
  std::unique_ptr<engine::Engine> engine_;
};

// For readable expectations.
Value Json(std::string_view text);

}  // namespace dashflow::testing
