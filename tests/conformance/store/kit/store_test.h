// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/conformance/store/kit/client.h"
#include "tests/conformance/store/kit/store_case.h"
#include "tests/conformance/store/kit/temporary_folder.h"

namespace dashflow::conformance {

// A test of one law of store.h, on an empty store in a folder of its own. The clock of the host is
// a fake one: time passes only when the test says so.
class StoreTest : public ::testing::TestWithParam<StoreCase> {
 protected:
  void SetUp() override;
  void TearDown() override;

  Client& store() { return *store_; }
  sdk::testing::FakeHost& host() { return *host_; }
  const std::filesystem::path& folder() const { return folder_; }

  // Another opener of the same place.
  std::unique_ptr<Client> Open(std::uint32_t flags = 0);
  void Close() { store_.reset(); }
  void Reopen();

 private:
  const TemporaryFolder temporary_;
  const std::filesystem::path folder_ = temporary_.path();
  std::unique_ptr<sdk::testing::FakeHost> host_;
  std::unique_ptr<Client> store_;
};

class LastingStoreTest : public StoreTest {};

#define DF_STORE_SUITE(Suite, stores)                                 \
  INSTANTIATE_TEST_SUITE_P(Store, Suite, ::testing::ValuesIn(stores), \
                           [](const auto& suite) { return suite.param.name; })

}  // namespace dashflow::conformance
