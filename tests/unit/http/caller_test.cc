// SPDX-License-Identifier: Apache-2.0
#include "host/http/caller.h"

#include <gtest/gtest.h>

#include <string>

namespace dashflow::http {
namespace {

bool MayRun(std::vector<std::string> patterns, std::string_view workflow) {
  const Caller caller{.owner = "", .name = "", .workflows = std::move(patterns)};
  return caller.may_run(workflow);
}

TEST(CallerWorkflows, AreAllWithoutPatterns) {
  EXPECT_TRUE(MayRun({}, "digest"));
  EXPECT_FALSE(MayRun({""}, "digest"));
}

TEST(CallerWorkflows, AreThoseOfAnyPattern) {
  EXPECT_TRUE(MayRun({"digest", "report-*"}, "digest"));
  EXPECT_TRUE(MayRun({"digest", "report-*"}, "report-daily"));
  EXPECT_FALSE(MayRun({"digest", "report-*"}, "digests"));
  EXPECT_FALSE(MayRun({"digest", "report-*"}, "my-report-daily"));
}

TEST(CallerWorkflows, AStarStandsForAnything) {
  EXPECT_TRUE(MayRun({"*"}, "digest"));
  EXPECT_TRUE(MayRun({"report-*"}, "report-"));
  EXPECT_FALSE(MayRun({"report-*"}, "report"));
  EXPECT_TRUE(MayRun({"*-daily"}, "report-daily-daily"));
  EXPECT_TRUE(MayRun({"a*b*c"}, "aXbYbZc"));
  EXPECT_FALSE(MayRun({"a*b*c"}, "aXbYbZ"));
}

TEST(CallerWorkflows, AllElseStandsForItself) {
  EXPECT_FALSE(MayRun({"Digest"}, "digest"));
  EXPECT_FALSE(MayRun({"d?gest"}, "digest"));
  EXPECT_FALSE(MayRun({"[d]igest"}, "digest"));
}

TEST(CallerWorkflows, ManyStarsTakeNoLongTime) {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "*a";
  EXPECT_FALSE(MayRun({pattern + "b"}, std::string(5000, 'a')));
}

}  // namespace
}  // namespace dashflow::http
