// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"

namespace dashflow {
namespace {

TEST(ToJson, PrintsScalars) {
  EXPECT_EQ(ToJson(nullptr), "null");
  EXPECT_EQ(ToJson(true), "true");
  EXPECT_EQ(ToJson(false), "false");
  EXPECT_EQ(ToJson(-5), "-5");
}

TEST(ToJson, EscapesOnlyWhatItMust) {
  EXPECT_EQ(ToJson("a\"b\\c/d"), R"("a\"b\\c/d")");
  EXPECT_EQ(ToJson("\b\f\n\r\t\x01\x1f"), R"("\b\f\n\r\t\u0001\u001f")");
  EXPECT_EQ(ToJson("é € 😀 \x7f"), "\"é € 😀 \x7f\"");
  EXPECT_EQ(ToJson(Value(std::string_view("\0", 1))), R"("\u0000")");
}

TEST(ToJson, PrintsBytesAsBase64) { EXPECT_EQ(ToJson(Value::Bytes("foob")), R"("Zm9vYg==")"); }

TEST(ToJson, PrintsContainersWithoutBlanks) {
  const std::string json = R"({"a":[1,[],{}],"b":{"c":null}})";
  EXPECT_EQ(ToJson(ParseJson(json).value()), json);
}

TEST(ToPrettyJson, IndentsByTwo) {
  const Value value = ParseJson(R"({"a":[1,[],{}],"b":{"c":null},"d":[]})").value();
  EXPECT_EQ(ToPrettyJson(value), R"({
  "a": [
    1,
    [],
    {}
  ],
  "b": {
    "c": null
  },
  "d": []
})");
  EXPECT_EQ(ToPrettyJson(Value::EmptyObject()), "{}");
  EXPECT_EQ(ToPrettyJson(7), "7");
}

TEST(AppendJson, AddsToWhatIsThere) {
  std::string out = "data: ";
  AppendJson(out, Value::EmptyArray().Append(1));
  EXPECT_EQ(out, "data: [1]");
}

}  // namespace
}  // namespace dashflow
