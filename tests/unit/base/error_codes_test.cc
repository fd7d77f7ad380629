// SPDX-License-Identifier: Apache-2.0

// The catalogue against the sources: every code that is raised has an entry, and every entry is
// raised somewhere.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "host/base/error_catalogue.h"

namespace dashflow {
namespace {

namespace fs = std::filesystem;

// The catalogue itself proves nothing, nor does the example in the header of Error.
bool IsSource(const fs::path& path) {
  const std::string text = path.generic_string();
  const std::string name = path.filename().string();
  if (path.extension() != ".cc" && path.extension() != ".h" && path.extension() != ".hpp")
    return false;
  return text.find("/base/catalogue/") == std::string::npos &&
         !text.ends_with("host/base/error.h") && text.find("/tests/") == std::string::npos;
}

std::string TextOf(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The first group of every match in the sources of these folders.
std::set<std::string> Found(std::initializer_list<std::string_view> folders,
                            const std::regex& pattern) {
  std::set<std::string> found;
  for (const std::string_view folder : folders) {
    for (const auto& file : fs::recursive_directory_iterator(fs::path(DASHFLOW_SOURCE) / folder)) {
      if (!file.is_regular_file() || !IsSource(file.path())) continue;
      const std::string text = TextOf(file.path());
      for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end;
           ++match)
        found.insert((*match)[1]);
    }
  }
  return found;
}

// Error("x", …), Error error("x", …), Failure("x", …), evaluation.Fail("x", …), and with something
// before the code: findings.Add(place, "x", …), Refuse(file, "x", …).
constexpr const char* kRaising =
    R"re((?:(?:[Ee]rror|Failure|[Ff]ail)(?:\s+\w+)?\(|(?:Add|Warn|Fail|Report|Refus\w+|Invalid)\([\w.:{}\[\]>, ()-]+,)\s*"([a-z_]+)"\s*,)re";

TEST(ErrorCodes, WhatIsRaisedIsInTheCatalogue) {
  const auto raised = Found({"host", "plugins"}, std::regex(kRaising));
  ASSERT_GT(raised.size(), 100u) << "the pattern finds no errors any more";
  for (const std::string& code : raised)
    EXPECT_NE(FindCatalogueEntry(code), nullptr) << code << " is raised, but not explained";
}

// Codes also travel through tables and arguments, so any literal counts.
TEST(ErrorCodes, WhatIsInTheCatalogueIsRaised) {
  const auto literals = Found({"host", "plugins"}, std::regex(R"re("([a-z_]+)")re"));
  for (const CatalogueEntry& entry : Catalogue())
    EXPECT_TRUE(literals.contains(std::string(entry.code))) << entry.code << " is never raised";
}

}  // namespace
}  // namespace dashflow
