// SPDX-License-Identifier: Apache-2.0
#include "host/expression/type/scope.h"

#include <gtest/gtest.h>

namespace dashflow::expression {
namespace {

TEST(Scope, ReadsAChannelByBothNames) {
  Scope scope;
  scope.AddChannel("files", 3, Type::Kind::kList);
  ASSERT_NE(scope.Find("files"), nullptr);
  EXPECT_EQ(scope.Find("files")->slot, 3U);
  ASSERT_NE(scope.Find("state.files"), nullptr);
  EXPECT_EQ(scope.Find("state.files")->slot, 3U);
  EXPECT_EQ(scope.Find("state"), nullptr);
  EXPECT_EQ(scope.Find("state.state.files"), nullptr);
}

TEST(Scope, ARootWinsOverAChannelWhateverCameFirst) {
  for (const bool root_first : {true, false}) {
    Scope scope;
    if (root_first) scope.AddRoot("item", 100);
    scope.AddChannel("item", 1);
    if (!root_first) scope.AddRoot("item", 100);
    EXPECT_EQ(scope.Find("item")->slot, 100U);
    EXPECT_EQ(scope.Find("state.item")->slot, 1U);
  }
}

TEST(Scope, ADottedRootHidesTheChannelOfItsFirstPart) {
  Scope scope;
  scope.AddRoot("run.id", 100);
  scope.AddChannel("run", 1);
  scope.AddChannel("runs", 2);
  EXPECT_EQ(scope.Find("run"), nullptr);
  EXPECT_EQ(scope.Find("run.id")->slot, 100U);
  EXPECT_EQ(scope.Find("state.run")->slot, 1U);
  EXPECT_EQ(scope.Find("runs")->slot, 2U);
}

TEST(Scope, ListsItsNames) {
  Scope scope;
  scope.AddRoot("run.id", 100);
  scope.AddChannel("run", 1);
  scope.AddChannel("words", 2);
  EXPECT_EQ(scope.Names(),
            (std::vector<std::string>{"run.id", "state.run", "state.words", "words"}));
  EXPECT_EQ(scope.Nearest("word"), "words");
  EXPECT_EQ(scope.Nearest("zebra"), "");
}

}  // namespace
}  // namespace dashflow::expression
