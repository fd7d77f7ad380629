// SPDX-License-Identifier: Apache-2.0
#include "host/config/tree.h"

#include <gtest/gtest.h>

#include "host/config/place_cursor.h"
#include "host/config/yaml_document.h"
#include "host/value/json.h"

namespace dashflow::config {
namespace {

Tree Parse(std::string_view yaml) {
  YamlReport report = ParseYaml(yaml, {});
  EXPECT_TRUE(report.errors.empty());
  return std::move(report.tree).value();
}

TEST(Tree, BecomesAValueInItsOrder) {
  EXPECT_EQ(ToJson(ToValue(Parse("b: [1, 2.5, {x: ~}]\na: yes\n"))),
            R"({"b":[1,2.5,{"x":null}],"a":"yes"})");
}

TEST(Tree, FindsWhatAPointerNames) {
  const Tree tree = Parse("a:\n  - x\n  - {b/c: 1, '~': 2}\n");
  EXPECT_EQ(FindPointer(tree, "/a/1/b~1c").tree->value, Value(1));
  EXPECT_EQ(FindPointer(tree, "/a/1/b~1c").at, (Mark{3, 6}));
  EXPECT_EQ(FindPointer(tree, "/a/1/~0").tree->value, Value(2));
  EXPECT_EQ(FindPointer(tree, "/a/0").at, (Mark{2, 5}));
  EXPECT_EQ(FindPointer(tree, "").at, (Mark{1, 1}));
}

TEST(Tree, FindsTheNearestPartAroundAWrongPointer) {
  const Tree tree = Parse("a:\n  - x\n");
  EXPECT_EQ(FindPointer(tree, "/a/7/b").at, (Mark{1, 1}));
  EXPECT_EQ(FindPointer(tree, "/a/x").at, (Mark{1, 1}));
  EXPECT_EQ(FindPointer(tree, "/b").tree, &tree);
}

TEST(PlaceCursor, GoesForwardsAndBackwards) {
  PlaceCursor cursor("ab\nçd\ne");
  EXPECT_EQ(cursor.At(0), (Mark{1, 1}));
  EXPECT_EQ(cursor.At(5), (Mark{2, 2}));
  EXPECT_EQ(cursor.At(1), (Mark{1, 2}));
  EXPECT_EQ(cursor.At(7), (Mark{3, 1}));
  EXPECT_EQ(cursor.At(3), (Mark{2, 1}));
  EXPECT_EQ(cursor.At(99), (Mark{3, 2}));
}

}  // namespace
}  // namespace dashflow::config
