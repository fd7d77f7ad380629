// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>

#include "host/value/json.h"

namespace dashflow {
namespace {

namespace fs = std::filesystem;

fs::path CasesFolder() {
  const char* set = std::getenv("DASHFLOW_CASES");
  return set != nullptr ? fs::path(set) : fs::path(DASHFLOW_SOURCE_DIR) / "../shared/cases";
}

std::string ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The decisions about `i_` cases, from the table that readers see.
std::map<std::string, bool> DocumentedDecisions() {
  const std::string readme = ReadFile(fs::path(DASHFLOW_SOURCE_DIR) / "host/value/README.md");
  const std::regex row(R"(\| `(i_[^`]+)` \| (accepted|refused) \|)");
  std::map<std::string, bool> accepted;
  for (std::sregex_iterator it(readme.begin(), readme.end(), row), end; it != end; ++it) {
    accepted[(*it)[1]] = (*it)[2] == "accepted";
  }
  return accepted;
}

// nst/JSONTestSuite is not ours to copy: it is unpacked from where it lies.
class JsonSuite : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path archive = CasesFolder() / "json_suite/test_parsing.tar.gz";
    if (!fs::exists(archive)) {
      ASSERT_EQ(std::getenv("CI"), nullptr) << archive << " is missing";
      GTEST_SKIP() << archive << " is not here: only our own cases run";
    }
    std::string folder = (fs::temp_directory_path() / "dashflow_json_XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    const std::string unpack = "tar -xzf '" + archive.string() + "' -C '" + folder + "'";
    ASSERT_EQ(std::system(unpack.c_str()), 0);
  }

  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  // Calls f(name without .json, text) for each case whose name begins with `prefix`; gives how many
  // there are.
  template <class F>
  int ForEachCase(std::string_view prefix, F f) {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      const std::string name = entry.path().stem().string();
      if (!entry.is_regular_file() || !name.starts_with(prefix)) continue;
      SCOPED_TRACE(name);
      f(name, ReadFile(entry.path()));
      ++count;
    }
    return count;
  }

  fs::path folder_;
};

void ExpectRefusedWithPlace(const Result<Value>& value) {
  ASSERT_TRUE(value.has_error());
  const Error& error = value.error();
  EXPECT_TRUE(error.code() == "invalid_json" || error.code() == "value_too_deep") << error.code();
  EXPECT_GE(error.place().line, 1);
  EXPECT_GE(error.place().column, 1);
  EXPECT_NE(error.cause().find("(offset "), std::string::npos) << error.cause();
}

TEST_F(JsonSuite, AcceptsWhatMustParseAndPrintsItBack) {
  const int count = ForEachCase("y_", [](const std::string&, const std::string& text) {
    const Result<Value> value = ParseJson(text);
    ASSERT_TRUE(value.has_value()) << value.error().message();
    EXPECT_EQ(ParseJson(ToJson(*value)).value(), *value);
  });
  EXPECT_EQ(count, 95);
}

TEST_F(JsonSuite, RefusesWhatMustNotParse) {
  const int count = ForEachCase("n_", [](const std::string&, const std::string& text) {
    ExpectRefusedWithPlace(ParseJson(text));
  });
  EXPECT_EQ(count, 188);
}

TEST_F(JsonSuite, DecidesTheRestAsDocumented) {
  const auto decisions = DocumentedDecisions();
  const int count = ForEachCase("i_", [&](const std::string& name, const std::string& text) {
    ASSERT_TRUE(decisions.contains(name)) << "not in host/value/README.md";
    const Result<Value> value = ParseJson(text);
    EXPECT_EQ(value.has_value(), decisions.at(name));
    if (value.has_error()) ExpectRefusedWithPlace(value);
  });
  EXPECT_EQ(count, static_cast<int>(decisions.size()));
}

}  // namespace
}  // namespace dashflow
