// SPDX-License-Identifier: Apache-2.0
#include "host/base/error.h"

#include <gtest/gtest.h>

#include <set>

#include "host/base/error_catalogue.h"

namespace dashflow {
namespace {

TEST(Error, TakesCategoryRetryAndFixFromTheCatalogue) {
  const Error error("store_locked", "held by 42");
  EXPECT_EQ(error.code(), "store_locked");
  EXPECT_EQ(error.message(), "held by 42");
  EXPECT_EQ(error.category(), ErrorCategory::kTransient);
  EXPECT_TRUE(error.retryable());
  EXPECT_EQ(error.fix(), FindCatalogueEntry("store_locked")->next_step);
}

TEST(Error, OfAPluginsOwnCodeIsInternalUntilItSaysMore) {
  Error error("http.refused", "no answer");
  EXPECT_EQ(error.category(), ErrorCategory::kInternal);
  EXPECT_FALSE(error.retryable());
  error.Category(ErrorCategory::kTransient, true);
  EXPECT_EQ(error.category(), ErrorCategory::kTransient);
  EXPECT_TRUE(error.retryable());
}

TEST(Error, IsBuiltInOneExpression) {
  const Error error = Error("io_error", "cannot read")
                          .Operation("read input")
                          .Resource("/tmp/x")
                          .Cause("ENOENT")
                          .Fix("create it")
                          .RetryAfter(std::chrono::seconds(2));
  EXPECT_EQ(error.operation(), "read input");
  EXPECT_EQ(error.resource(), "/tmp/x");
  EXPECT_EQ(error.cause(), "ENOENT");
  EXPECT_EQ(error.fix(), "create it");
  EXPECT_EQ(error.retry_after(), std::chrono::seconds(2));
}

TEST(Error, CopiesDoNotSeeLaterChanges) {
  Error error("internal", "first");
  const Error copy = error;
  error.Message("second").Cause("changed");
  EXPECT_EQ(copy.message(), "first");
  EXPECT_EQ(copy.cause(), "");
  EXPECT_EQ(error.message(), "second");
}

TEST(Error, OuterPlacesFillOnlyWhatIsNotKnown) {
  Error error("internal", "x");
  error.At("inner.yaml", 3, 7);
  Place outer;
  outer.file = "outer.yaml";
  outer.line = 1;
  outer.workflow = "digest";
  outer.run = "r1";
  outer.step = 4;
  outer.node = "read";
  outer.task = "t1";
  error.In(outer);
  EXPECT_EQ(error.place().file, "inner.yaml");
  EXPECT_EQ(error.place().line, 3);
  EXPECT_EQ(error.place().column, 7);
  EXPECT_EQ(error.place().workflow, "digest");
  EXPECT_EQ(error.place().run, "r1");
  EXPECT_EQ(error.place().step, 4);
  EXPECT_EQ(error.place().node, "read");
  EXPECT_EQ(error.place().task, "t1");
}

TEST(Error, StaysOnePointerPairWide) { EXPECT_LE(sizeof(Error), 2 * sizeof(void*)); }

TEST(Error, NamesEveryCategoryDifferently) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(ErrorCategory::kInternal); ++i) {
    names.insert(CategoryName(static_cast<ErrorCategory>(i)));
  }
  EXPECT_EQ(names.size(), 8u);
}

}  // namespace
}  // namespace dashflow
