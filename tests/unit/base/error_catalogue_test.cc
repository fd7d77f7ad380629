// SPDX-License-Identifier: Apache-2.0
#include "host/base/error_catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace dashflow {
namespace {

bool IsCode(std::string_view code) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !code.empty() && std::ranges::all_of(code, fits) && code.front() != '_' &&
         code.back() != '_';
}

TEST(ErrorCatalogue, IsSortedByCodeWithoutRepeats) {
  const auto out_of_order = [](const CatalogueEntry& a, const CatalogueEntry& b) {
    return a.code >= b.code;
  };
  EXPECT_EQ(std::ranges::adjacent_find(Catalogue(), out_of_order), Catalogue().end());
}

TEST(ErrorCatalogue, SaysWhatItMeansAndWhatToDoNext) {
  for (const CatalogueEntry& entry : Catalogue()) {
    SCOPED_TRACE(entry.code);
    EXPECT_TRUE(IsCode(entry.code));
    ASSERT_GT(entry.title.size(), 10u);
    EXPECT_TRUE(entry.title.ends_with('.')) << "a title is a sentence";
    EXPECT_TRUE(entry.title.front() >= 'A' && entry.title.front() <= 'Z');
    ASSERT_GT(entry.cause.size(), 10u);
    EXPECT_TRUE(entry.cause.ends_with('.')) << "a cause is a sentence";
    EXPECT_TRUE(entry.cause.front() >= 'A' && entry.cause.front() <= 'Z');
    ASSERT_GT(entry.next_step.size(), 5u);
    EXPECT_FALSE(entry.next_step.ends_with('.')) << "a next step is a phrase";
  }
}

TEST(ErrorCatalogue, GivesEveryFailureAnExitStatusOfTheCommandLine) {
  const std::set<int> documented{0, 1, 2, 3, 4, 5, 6, 69, 77, 78, 130};
  for (const CatalogueEntry& entry : Catalogue()) {
    EXPECT_TRUE(documented.contains(static_cast<int>(entry.exit))) << entry.code;
  }
}

TEST(ErrorCatalogue, FindsEachEntryByItsCode) {
  for (const CatalogueEntry& entry : Catalogue()) {
    EXPECT_EQ(FindCatalogueEntry(entry.code), &entry);
  }
}

TEST(ErrorCatalogue, KnowsNoCodesOfPlugins) {
  EXPECT_EQ(FindCatalogueEntry("http.refused"), nullptr);
  EXPECT_EQ(FindCatalogueEntry(""), nullptr);
  EXPECT_EQ(FindCatalogueEntry("zzz"), nullptr);
}

}  // namespace
}  // namespace dashflow
