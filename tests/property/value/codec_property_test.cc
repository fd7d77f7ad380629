// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

#include "host/value/flat.h"
#include "host/value/json.h"
#include "tests/property/value/values.h"

namespace dashflow {
namespace {

RC_GTEST_PROP(JsonProperty, ReadsBackWhatItPrints, ()) {
  const Value value = *AnyValue({.with_bytes = false});
  const std::string json = ToJson(value);
  const Value read = ParseJson(json).value();
  RC_ASSERT(read == value);
  RC_ASSERT(ToJson(read) == json);
}

RC_GTEST_PROP(JsonProperty, PrettyTextIsTheSameValueInTheSameOrder, ()) {
  const Value value = *AnyValue({.with_bytes = false});
  RC_ASSERT(ToJson(ParseJson(ToPrettyJson(value)).value()) == ToJson(value));
}

RC_GTEST_PROP(JsonProperty, DoublesReadBackBitForBit, ()) {
  const double number = *AnyDouble();
  const Value read = ParseJson(ToJson(number)).value();
  RC_ASSERT(read.kind() == Kind::kDouble);
  RC_ASSERT(Value(number).raw().u64 == read.raw().u64);
}

RC_GTEST_PROP(JsonProperty, NoTextBreaksTheParser, ()) {
  const Value value = *AnyValue({.with_bytes = false});
  std::string json = ToJson(value);
  const auto at = Pick<std::size_t>(0, json.size());
  json[at] = *rc::gen::arbitrary<char>();
  const Result<Value> read = ParseJson(json);
  if (read.has_value()) RC_ASSERT(ParseJson(ToJson(*read)).value() == *read);
}

RC_GTEST_PROP(FlatProperty, ReadsBackWhatItWrites, ()) {
  const Value value = *AnyValue();
  const std::string bytes = ToFlat(value);
  const Value read = ParseFlat(bytes).value();
  RC_ASSERT(read == value);
  RC_ASSERT(ToFlat(read) == bytes);
  RC_ASSERT(ToJson(read) == ToJson(value));
}

// What is shared in every way that these steps lead to: elements of what was made before.
Value Sharing() {
  std::vector<Value> made{Value(std::string(300, 'x')), *AnyValue()};
  for (int steps = Pick(1, 12); steps > 0; --steps) {
    Value list = Value::EmptyArray();
    for (int elements = Pick(1, 5); elements > 0; --elements)
      list = std::move(list).Append(made[Pick<std::size_t>(0, made.size())]);
    made.push_back(std::move(list));
  }
  return made.back();
}

RC_GTEST_PROP(FlatProperty, FoldedReadsBackWhatItWrites, ()) {
  const Value value = Sharing();
  std::string folded;
  AppendFolded(folded, value);
  const Value read = ParseFlat(folded).value();
  RC_ASSERT(ToFlat(read) == ToFlat(value));
  std::string again;
  AppendFolded(again, read);
  RC_ASSERT(again == folded);
}

RC_GTEST_PROP(FlatProperty, DamageOfTheFoldedIsRefusedOrAnotherValue, ()) {
  std::string bytes;
  AppendFolded(bytes, Sharing());
  bytes[Pick<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  const Result<Value> read = ParseFlat(bytes);
  if (read.has_value()) RC_ASSERT(read->depth() <= kMaxDepth);
}

RC_GTEST_PROP(FlatProperty, DamageIsRefusedOrAnotherCanonicalValue, ()) {
  std::string bytes = ToFlat(*AnyValue());
  const auto at = Pick<std::size_t>(0, bytes.size());
  bytes[at] = *rc::gen::arbitrary<char>();
  const Result<Value> read = ParseFlat(bytes);
  constexpr char kFolded = 2;  // a version that is not canonical, which damage may write
  if (read.has_value() && bytes[1] != kFolded) RC_ASSERT(ToFlat(*read) == bytes);
}

}  // namespace
}  // namespace dashflow
