// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <dashflow/testing/store/client.hpp>
#include <dashflow/testing/temporary_folder.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dashflow::sqlite {

using sdk::testing::store::Answer;
using sdk::testing::store::Batch;
using sdk::testing::store::Client;
using sdk::testing::store::OpenError;

// A test of the plugin through its C table, with a folder of its own.
class SqliteTest : public ::testing::Test {
 protected:
  void SetUp() override;

  std::filesystem::path path() const { return folder_ / "state.db"; }
  const std::filesystem::path& folder() const { return folder_; }
  sdk::testing::FakeHost& host() { return *host_; }

  // settings: more members of the config, as in R"("max_mib":1)".
  std::unique_ptr<Client> Open(const std::string& settings = "", std::uint32_t flags = 0);
  std::unique_ptr<Client> OpenAt(const std::string& place, const std::string& settings = "",
                                 std::uint32_t flags = 0);
  // Why it does not open; fails the test when it does.
  OpenError WhyNot(const std::string& place, std::uint32_t flags = 0);

  std::vector<std::string> FilesInFolder() const;
  void Write(const std::filesystem::path& file, const std::string& content) const;
  static std::string ContentOf(const std::filesystem::path& file);
  // Runs SQL on the file, as another program would.
  void Sql(const std::string& sql) const;

 private:
  const sdk::testing::TemporaryFolder temporary_;
  const std::filesystem::path folder_ = temporary_.path();
  std::unique_ptr<sdk::testing::FakeHost> host_;
};

}  // namespace dashflow::sqlite
