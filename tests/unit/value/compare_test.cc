// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "host/value/json.h"
#include "host/value/value.h"

namespace dashflow {
namespace {

Value Parsed(std::string_view json) { return ParseJson(json).value(); }

void ExpectEqual(const Value& a, const Value& b) {
  EXPECT_EQ(a, b) << ToJson(a) << " " << ToJson(b);
  EXPECT_EQ(a.Hash(), b.Hash());
}

void ExpectDifferent(const Value& a, const Value& b) {
  EXPECT_FALSE(a == b) << ToJson(a) << " " << ToJson(b);
  EXPECT_NE(a.Hash(), b.Hash());
}

TEST(ValueEquality, KindsDiffer) {
  const Value values[] = {nullptr,
                          false,
                          0,
                          0.0,
                          "",
                          Value::Bytes(""),
                          Value::EmptyArray(),
                          Value::EmptyObject(),
                          std::uint64_t{1} << 63};
  std::set<std::uint64_t> hashes;
  for (const Value& a : values) {
    hashes.insert(a.Hash());
    for (const Value& b : values) EXPECT_EQ(a == b, &a == &b);
  }
  EXPECT_EQ(hashes.size(), std::size(values));
}

TEST(ValueEquality, NumbersDifferByKind) {
  ExpectDifferent(1, 1.0);
  ExpectDifferent(INT64_MIN, std::uint64_t{1} << 63);
  ExpectDifferent(true, 1);
  ExpectEqual(0.0, -0.0);
  ExpectDifferent(0.1, 0.2);
}

TEST(ValueEquality, TextIsByteForByte) {
  ExpectEqual("some text", std::string("some text"));
  ExpectDifferent("text", Value::Bytes("text"));
  ExpectDifferent("text", "tex");
  ExpectDifferent("text", "Text");
}

TEST(ValueEquality, ArraysCompareInOrder) {
  ExpectEqual(Parsed("[1,[2],\"3\"]"), Parsed("[1,[2],\"3\"]"));
  ExpectDifferent(Parsed("[1,2]"), Parsed("[2,1]"));
  ExpectDifferent(Parsed("[1,2]"), Parsed("[1,2,2]"));
  ExpectDifferent(Parsed("[[1],2]"), Parsed("[1,[2]]"));
}

TEST(ValueEquality, SnapshotsOfOneListDiffer) {
  const Value shorter = Parsed("[1,2]");
  const Value longer = shorter.Append(3);
  ExpectDifferent(shorter, longer);
  ExpectEqual(longer, Parsed("[1,2,3]"));
}

TEST(ValueEquality, ObjectsCompareWithoutOrder) {
  ExpectEqual(Parsed(R"({"a":1,"b":{"c":2,"d":3}})"), Parsed(R"({"b":{"d":3,"c":2},"a":1})"));
  ExpectDifferent(Parsed(R"({"a":1})"), Parsed(R"({"b":1})"));
  ExpectDifferent(Parsed(R"({"a":1})"), Parsed(R"({"a":2})"));
  ExpectDifferent(Parsed(R"({"a":1,"b":2})"), Parsed(R"({"a":2,"b":1})"));
}

TEST(ValueEquality, HistoryDoesNotMatter) {
  Value object = Value::EmptyObject();
  for (int i = 99; i >= 0; --i)
    object = object.Set(std::to_string(i), -1).Set(std::to_string(i), i);
  object = object.Set("x", 1).Erase("x");
  Value other = Value::EmptyObject();
  for (int i = 0; i < 100; ++i) other = other.Set(std::to_string(i), i);
  ExpectEqual(object, other);
}

// Hashes are stored: these must never change.
TEST(ValueHash, IsTheSameInEveryProcess) {
  EXPECT_EQ(Value().Hash(), 14374147212387527897u);
  EXPECT_EQ(Value(42).Hash(), 2783878954237670974u);
  EXPECT_EQ(Value(1.5).Hash(), 4870045819004934180u);
  EXPECT_EQ(Value("dashflow").Hash(), 6890571421503152574u);
  EXPECT_EQ(Parsed(R"({"b":[1,2.5,"x",null],"a":{}})").Hash(), 11926487174941711815u);
}

}  // namespace
}  // namespace dashflow
