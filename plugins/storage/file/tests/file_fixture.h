// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <dashflow/testing/store/client.hpp>
#include <dashflow/testing/temporary_folder.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace dashflow::file {

using sdk::testing::store::Answer;
using sdk::testing::store::Batch;
using sdk::testing::store::Client;
using sdk::testing::store::OpenError;

// A test of the plugin through its C table, with a folder of its own.
class FileTest : public ::testing::Test {
 protected:
  std::filesystem::path place() const { return std::filesystem::path(temporary_.path()) / "store"; }
  std::filesystem::path journal() const { return place() / "journal"; }
  sdk::testing::FakeHost& host() { return host_; }

  // settings: more members of the config, as in R"("garbage_mib":1)".
  std::unique_ptr<Client> Open(const std::string& settings = "", std::uint32_t flags = 0) {
    return OpenAt(place().string(), settings, flags);
  }
  std::unique_ptr<Client> OpenAt(const std::string& where, const std::string& settings = "",
                                 std::uint32_t flags = 0) {
    const std::string more = settings.empty() ? "" : "," + settings;
    return std::make_unique<Client>(*host_.store(), R"({"url":"file:)" + where + "\"" + more + "}",
                                    flags);
  }
  // Why it does not open; fails the test when it does.
  OpenError WhyNot(std::uint32_t flags = 0) { return WhyNotAt(place().string(), flags); }
  OpenError WhyNotAt(const std::string& where, std::uint32_t flags = 0) {
    try {
      OpenAt(where, "", flags);
    } catch (const OpenError& error) {
      return error;
    }
    ADD_FAILURE() << where << " opens";
    return {};
  }

  static std::string ContentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void Write(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }
  // Flips one bit of the journal behind `mark`.
  void FlipBitBehind(const std::string& mark) {
    std::string content = ContentOf(journal());
    const std::size_t at = content.find(mark);
    ASSERT_NE(at, std::string::npos);
    content[at + mark.size()] ^= 0x10;
    Write(journal(), content);
  }

 private:
  const sdk::testing::TemporaryFolder temporary_;
  sdk::testing::FakeHost host_{dashflow_plugin_entry_1};
};

}  // namespace dashflow::file
