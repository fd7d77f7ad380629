// SPDX-License-Identifier: Apache-2.0
#include "host/value/flat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow {
namespace {

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char byte : bytes) {
    if (!out.empty()) out += ' ';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

void ExpectRoundTrip(const Value& value) {
  const std::string bytes = ToFlat(value);
  const Result<Value> read = ParseFlat(bytes);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(*read, value);
  EXPECT_EQ(ToFlat(*read), bytes);
}

// Stores keep these bytes: none may ever change.
TEST(Flat, GoldenScalars) {
  EXPECT_EQ(Hex(ToFlat(nullptr)), "DF 01 00");
  EXPECT_EQ(Hex(ToFlat(false)), "DF 01 01 00");
  EXPECT_EQ(Hex(ToFlat(true)), "DF 01 01 01");
  EXPECT_EQ(Hex(ToFlat(0)), "DF 01 02 00");
  EXPECT_EQ(Hex(ToFlat(-1)), "DF 01 02 01");
  EXPECT_EQ(Hex(ToFlat(300)), "DF 01 02 D8 04");
  EXPECT_EQ(Hex(ToFlat(INT64_MIN)), "DF 01 02 FF FF FF FF FF FF FF FF FF 01");
  EXPECT_EQ(Hex(ToFlat(INT64_MAX)), "DF 01 02 FE FF FF FF FF FF FF FF FF 01");
  EXPECT_EQ(Hex(ToFlat(UINT64_MAX)), "DF 01 03 FF FF FF FF FF FF FF FF");
  EXPECT_EQ(Hex(ToFlat(1.5)), "DF 01 04 00 00 00 00 00 00 F8 3F");
  EXPECT_EQ(Hex(ToFlat(-0.0)), "DF 01 04 00 00 00 00 00 00 00 80");
  EXPECT_EQ(Hex(ToFlat("é")), "DF 01 05 02 C3 A9");
  EXPECT_EQ(Hex(ToFlat(Value::Bytes("\xff"))), "DF 01 06 01 FF");
}

TEST(Flat, GoldenContainers) {
  EXPECT_EQ(Hex(ToFlat(Value::EmptyArray())), "DF 01 07 01 00");
  EXPECT_EQ(Hex(ToFlat(Value::EmptyObject())), "DF 01 08 01 00");
  // The example of FLAT.md.
  EXPECT_EQ(Hex(ToFlat(ParseJson(R"({"b":1,"a":[true]})").value())),
            "DF 01 08 0E 02 01 62 02 02 01 61 07 03 01 01 01 04 00");
}

TEST(Flat, SmallValuesAreWrittenWithoutMemory) {
  for (const Value& value : {Value(), Value(true), Value(INT64_MIN), Value(UINT64_MAX), Value(-0.5),
                             Value::EmptyArray(), Value::EmptyObject()}) {
    char bytes[kMaxSmallFlat];
    EXPECT_EQ(std::string(bytes, WriteSmallFlat(value, bytes)), ToFlat(value));
  }
  char unused[kMaxSmallFlat];
  EXPECT_EQ(WriteSmallFlat("", unused), 0U);
  EXPECT_EQ(WriteSmallFlat(Value::EmptyArray().Append(1), unused), 0U);
}

TEST(Flat, OffsetsAreAsWideAsTheMembersNeed) {
  const auto object_of = [](std::size_t text) {
    return ToFlat(Value::EmptyObject().Set("k", Value(std::string(text, 'x'))));
  };
  // Header 2, kind 1, count 1, key 2, kind 1; the lengths of body and text vary.
  EXPECT_EQ(object_of(250).size(), 2 + 1 + 2 + 1 + 2 + 1 + 2 + 250 + 1u);
  EXPECT_EQ(object_of(251).size(), 2 + 1 + 2 + 1 + 2 + 1 + 2 + 251 + 2u);
  EXPECT_EQ(object_of(65529).size(), 2 + 1 + 3 + 1 + 2 + 1 + 3 + 65529 + 2u);
  EXPECT_EQ(object_of(65530).size(), 2 + 1 + 3 + 1 + 2 + 1 + 3 + 65530 + 4u);
  for (const std::size_t text : {250u, 251u, 65529u, 65530u}) {
    ExpectRoundTrip(ParseFlat(object_of(text)).value());
  }
}

TEST(Flat, RoundTripsEveryKind) {
  const double huge = std::numeric_limits<double>::max();
  for (const Value& value :
       {Value(), Value(true), Value(-123456789), Value(INT64_MIN), Value(UINT64_MAX), Value(0.1),
        Value(huge), Value(""), Value("text"), Value::Bytes(std::string("\0\xff", 2)),
        Value::EmptyArray(), Value::EmptyObject()}) {
    ExpectRoundTrip(value);
    ExpectRoundTrip(Value::EmptyArray().Append(value).Append(value));
    ExpectRoundTrip(Value::EmptyObject().Set("key", value));
  }
}

TEST(Flat, KeepsTheOrderOfMembers) {
  const std::string json = R"({"z":1,"a":{"y":[],"b":3},"m":null})";
  const Value read = ParseFlat(ToFlat(ParseJson(json).value())).value();
  EXPECT_EQ(ToJson(read), json);
}

TEST(Flat, RoundTripsLargeContainers) {
  ArrayBuilder list;
  ObjectBuilder object;
  for (int i = 0; i < 5000; ++i) {
    list.Add(i);
    object.Add("key " + std::to_string(i), i);
  }
  ExpectRoundTrip(std::move(list).Build());
  ExpectRoundTrip(std::move(object).Build().Erase("key 77"));
}

TEST(Flat, NestsToTheLimit) {
  Value value;
  for (int i = 0; i < kMaxDepth; ++i) value = Value::EmptyArray().Append(std::move(value));
  ExpectRoundTrip(value);
  const Result<Value> deeper = ParseFlat(ToFlat(Value::EmptyArray().Append(value)));
  ASSERT_TRUE(deeper.has_error());
  EXPECT_EQ(deeper.error().code(), "value_too_deep");
}

TEST(Flat, AppendsToWhatIsThere) {
  std::string out = "x";
  AppendFlat(out, nullptr);
  EXPECT_EQ(Hex(out), "78 DF 01 00");
}

TEST(Flat, RefusesMoreBytesThanTheLimit) {
  const std::string bytes = ToFlat("four");
  EXPECT_EQ(ParseFlat(bytes, {.max_bytes = bytes.size() - 1}).error().code(), "value_limit");
  EXPECT_TRUE(ParseFlat(bytes, {.max_bytes = bytes.size()}).has_value());
}

// Large enough to be named where it stands again.
Value Large() {
  Value list = Value::EmptyArray();
  for (int i = 0; i < 100; ++i) list = std::move(list).Append("element " + std::to_string(i));
  return list;
}

// Holds one list several times, at several depths, and one that grew from it.
Value Repeating() {
  const Value large = Large();
  const Value object = Value::EmptyObject().Set("list", large).Set("n", 1).Set("again", large);
  return Value::EmptyArray()
      .Append(object)
      .Append(large)
      .Append(large.Append("more"))
      .Append(Value::EmptyObject().Set("deep", object));
}

std::string Folded(const Value& value) {
  std::string bytes;
  AppendFolded(bytes, value);
  return bytes;
}

TEST(Flat, WhatStandsSeveralTimesIsWrittenAsIfItDidNot) {
  const Value all = Repeating();
  const Value apart = ParseJson(ToJson(all)).value();
  EXPECT_EQ(ToFlat(all), ToFlat(apart));
  EXPECT_EQ(ParseFlat(ToFlat(all)).value(), apart);
}

TEST(FoldedFlat, WhatStandsSeveralTimesIsWrittenOnce) {
  const Value all = Repeating();
  const std::size_t one = ToFlat(Large()).size();
  EXPECT_LT(Folded(all).size(), 2 * one + 200);  // the list and the longer one
  EXPECT_GT(ToFlat(all).size(), 6 * one);
}

TEST(FoldedFlat, ReadsBackAndSharesAgain) {
  const Value all = Repeating();
  const Value read = ParseFlat(Folded(all)).value();
  EXPECT_EQ(read, all);
  EXPECT_EQ(ToFlat(read), ToFlat(all));
  EXPECT_EQ(Folded(read), Folded(all));
  EXPECT_EQ(read.At(0).Find("list")->raw().body, read.At(1).raw().body);
}

TEST(FoldedFlat, LongTextsAreNamedAgainToo) {
  const Value text(std::string(1000, 'x'));
  const Value bytes = Value::Bytes(std::string(1000, 'x'));
  const Value all = Value::EmptyArray().Append(text).Append(bytes).Append(text).Append(bytes);
  EXPECT_LT(Folded(all).size(), 2100U);
  EXPECT_EQ(ParseFlat(Folded(all)).value(), all);
}

TEST(FoldedFlat, IsTheCanonicalFormWhenNothingStandsTwice) {
  EXPECT_EQ(Folded(Large()), ToFlat(Large()));
  const Value small = Value::EmptyArray().Append("small");
  const Value twice = Value::EmptyArray().Append(small).Append(small);
  EXPECT_EQ(Folded(twice), ToFlat(twice));
}

// Each list holds the one before a hundred times: few bytes stand for more than any memory.
std::string Bomb(int levels) {
  Value value = Large();
  for (int level = 0; level < levels; ++level) {
    Value list = Value::EmptyArray();
    for (int i = 0; i < 200; ++i) list = std::move(list).Append(value);
    value = list;
  }
  return Folded(value);
}

TEST(FoldedFlat, RefusesWhatWouldBeTooLargeIfItWereNotFolded) {
  EXPECT_TRUE(ParseFlat(Bomb(2)).has_value());
  const std::string bomb = Bomb(4);
  EXPECT_LT(bomb.size(), 10'000U);
  const Result<Value> read = ParseFlat(bomb);
  ASSERT_TRUE(read.has_error());
  EXPECT_EQ(read.error().code(), "invalid_flat");
  EXPECT_THAT(read.error().message(), testing::HasSubstr("too many bytes if it were not folded"));
  EXPECT_TRUE(ParseFlat(Bomb(2), {.max_unfolded = 1000}).has_error());
}

// Or a thread that has come to such a state could not be continued.
TEST(FoldedFlat, ReadsWhateverThisHostHasWritten) {
  const Result<Value> read = ParseFlat(Bomb(4), kOwnFlat);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->At(199).At(199).At(199).At(199), Large());
  EXPECT_TRUE(ParseFlat(Bomb(40), kOwnFlat).has_value());  // its size has more than 64 bits
}

// The same list, once at the top and once at the bottom of nested ones.
Value Hung(int levels) {
  const Value large = Large();
  Value deep = large;
  for (int i = 0; i < levels; ++i) deep = Value::EmptyArray().Append(std::move(deep));
  return Value::EmptyArray().Append(large).Append(std::move(deep));
}

TEST(FoldedFlat, NestsToTheLimit) {
  EXPECT_EQ(ParseFlat(Folded(Hung(kMaxDepth - 2))).value(), Hung(kMaxDepth - 2));
  EXPECT_EQ(ParseFlat(Folded(Hung(kMaxDepth - 1))).error().code(), "value_too_deep");
}

}  // namespace
}  // namespace dashflow
