// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/builder.h"
#include "host/value/json.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {
namespace {

const df_value_api& api = kValueApi;

df_value Borrowed(std::string_view text, std::uint8_t kind = DF_KIND_STRING) {
  df_value value{};
  value.kind = kind;
  value.size = static_cast<std::uint32_t>(text.size());
  value.as.text = text.data();
  return value;
}

df_value Number(double number) {
  df_value value{};
  value.kind = DF_KIND_DOUBLE;
  value.as.f64 = number;
  return value;
}

// What the API gave, as a Value that owns it.
Value Owned(df_value value) {
  Value owned;
  EXPECT_TRUE(ImportOwned(value, owned));
  EXPECT_EQ(value.kind, DF_KIND_NULL);
  return owned;
}

Value Json(std::string_view text) { return *ParseJson(text); }

TEST(ValueService, CopiesBorrowedTextAndSharesCountedText) {
  std::string text = "borrowed by the plugin";
  const df_value borrowed = Borrowed(text);
  Value copy;
  ASSERT_TRUE(Import(&borrowed, copy));
  text[0] = 'X';
  EXPECT_EQ(copy.as_text(), "borrowed by the plugin");
  Value shared;
  ASSERT_TRUE(Import(ToAbi(&copy), shared));
  EXPECT_TRUE(shared.SharesWith(copy));
}

TEST(ValueService, MakesStringsAndBytes) {
  df_value out;
  ASSERT_EQ(api.string(Text("grün"), &out), DF_OK);
  EXPECT_EQ(Owned(out), Value("grün"));
  ASSERT_EQ(api.bytes(Text("\xff"), &out), DF_OK);
  EXPECT_EQ(Owned(out), Value::Bytes("\xff"));
  EXPECT_EQ(api.string(Text("\xff"), &out), DF_INVALID_INPUT);
  EXPECT_EQ(out.kind, DF_KIND_NULL);
  EXPECT_EQ(api.string({nullptr, 3}, &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.string({"x", UINT64_MAX}, &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.string(Text("x"), nullptr), DF_INVALID_INPUT);
}

TEST(ValueService, CountsReferences) {
  Value value("a text that is counted");
  df_value handle;
  Lend(value, &handle);
  api.retain(&handle);
  value = Value();
  EXPECT_EQ(std::string_view(handle.as.text, handle.size), "a text that is counted");
  api.release(&handle);
  EXPECT_EQ(handle.kind, DF_KIND_NULL);
  api.release(&handle);
  api.release(nullptr);
  api.retain(nullptr);
}

TEST(ValueService, LooksIntoContainers) {
  const Value object = Json(R"({"a":[10,20],"b":null})");
  df_value out;
  ASSERT_EQ(api.get(ToAbi(&object), Text("a"), &out), DF_OK);
  df_value element;
  ASSERT_EQ(api.at(&out, 1, &element), DF_OK);
  EXPECT_EQ(element.as.i64, 20);
  EXPECT_EQ(api.at(&out, 2, &element), DF_INVALID_INPUT);
  EXPECT_EQ(element.kind, DF_KIND_NULL);
  EXPECT_EQ(api.get(ToAbi(&object), Text("c"), &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.get(&element, Text("a"), &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.get(nullptr, Text("a"), &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.at(nullptr, 0, &out), DF_INVALID_INPUT);
}

TEST(ValueService, WalksContainersInBatches) {
  ArrayBuilder builder;
  for (int i = 0; i < 100; ++i) builder.Add(i);
  const Value array = std::move(builder).Build();
  std::uint64_t cursor = 0;
  df_value batch[7];
  std::int64_t sum = 0;
  for (std::uint64_t n; (n = api.elements(ToAbi(&array), &cursor, batch, 7)) > 0;) {
    for (std::uint64_t i = 0; i < n; ++i) sum += batch[i].as.i64;
  }
  EXPECT_EQ(sum, 4950);
  EXPECT_EQ(api.elements(ToAbi(&array), nullptr, batch, 7), 0u);
  EXPECT_EQ(api.elements(nullptr, &cursor, batch, 7), 0u);
}

TEST(ValueService, WalksMembersInOrderAndLeavesErasedOnesOut) {
  const Value object = Json(R"({"a":1,"b":2,"c":3,"d":4})").Erase("b");
  std::uint64_t cursor = 0;
  df_member members[2];
  std::string keys;
  for (std::uint64_t n; (n = api.members(ToAbi(&object), &cursor, members, 2)) > 0;) {
    for (std::uint64_t i = 0; i < n; ++i) keys.append(members[i].key.as.text, members[i].key.size);
  }
  EXPECT_EQ(keys, "acd");
}

TEST(ValueService, UpdatesWithoutChangingWhatWasThere) {
  const Value array = Json("[1]");
  const Value object = Json(R"({"a":1})");
  const Value two(2);
  df_value out;
  ASSERT_EQ(api.append(ToAbi(&array), ToAbi(&two), &out), DF_OK);
  EXPECT_EQ(Owned(out), Json("[1,2]"));
  ASSERT_EQ(api.set(ToAbi(&object), Text("a"), ToAbi(&two), &out), DF_OK);
  EXPECT_EQ(Owned(out), Json(R"({"a":2})"));
  EXPECT_EQ(array, Json("[1]"));
  EXPECT_EQ(object, Json(R"({"a":1})"));
  EXPECT_EQ(api.append(ToAbi(&object), ToAbi(&two), &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.append(ToAbi(&array), nullptr, &out), DF_INVALID_INPUT);
  EXPECT_EQ(api.set(ToAbi(&object), Text("\xff"), ToAbi(&two), &out), DF_INVALID_INPUT);
}

TEST(ValueService, ReadsAndWritesTexts) {
  df_value out;
  ASSERT_EQ(api.from_json(Text(R"([1,"x"])"), &out), DF_OK);
  const Value list = Owned(out);
  ASSERT_EQ(api.to_json(ToAbi(&list), &out), DF_OK);
  EXPECT_EQ(Owned(out), Value(R"([1,"x"])"));
  ASSERT_EQ(api.to_flat(ToAbi(&list), &out), DF_OK);
  const Value flat = Owned(out);
  ASSERT_EQ(api.from_flat(Text(flat.as_text()), &out), DF_OK);
  EXPECT_EQ(Owned(out), list);
}

TEST(ValueService, SaysWhyATextIsRefused) {
  df_value out;
  EXPECT_EQ(api.from_json(Text("[1,"), &out), DF_INVALID_INPUT);
  EXPECT_THAT(std::string(Owned(out).as_text()), testing::Not(testing::IsEmpty()));
  EXPECT_EQ(api.from_flat(Text("???"), &out), DF_INVALID_INPUT);
  EXPECT_TRUE(Owned(out).is_string());
  const df_value nan = Number(NAN);
  EXPECT_EQ(api.to_json(&nan, &out), DF_INVALID_INPUT);
  EXPECT_TRUE(Owned(out).is_string());
  EXPECT_EQ(api.from_json({nullptr, 5}, &out), DF_INVALID_INPUT);
  EXPECT_TRUE(Owned(out).is_string());
  EXPECT_EQ(api.from_json(Text("1"), nullptr), DF_INVALID_INPUT);
}

TEST(ValueService, ComparesBorrowedTextWithCounted) {
  const Value counted("the same text");
  const df_value borrowed = Borrowed("the same text");
  EXPECT_EQ(api.equal(ToAbi(&counted), &borrowed), 1u);
  EXPECT_EQ(api.hash(ToAbi(&counted)), api.hash(&borrowed));
  const df_value bytes = Borrowed("the same text", DF_KIND_BYTES);
  EXPECT_EQ(api.equal(ToAbi(&counted), &bytes), 0u);
  EXPECT_EQ(api.equal(nullptr, nullptr), 0u);
}

TEST(ValueService, RefusesWhatIsNoValue) {
  Value value;
  const df_value infinite = Number(INFINITY);
  const df_value no_utf8 = Borrowed("\xc0\x80");
  df_value no_bytes = Borrowed("abc");
  no_bytes.as.text = nullptr;
  df_value no_body{};
  no_body.kind = DF_KIND_ARRAY;
  no_body.size = 3;
  df_value null_body = no_body;
  null_body.flags = DF_VALUE_COUNTED;
  const df_value bad_ones[] = {infinite, no_utf8, no_bytes, no_body, null_body};
  for (const df_value& bad : bad_ones) {
    EXPECT_FALSE(Import(&bad, value));
  }
  EXPECT_FALSE(Import(nullptr, value));
}

TEST(ValueService, ReadsOddScalarsAsTheyAreMeant) {
  Value value;
  df_value truth{};
  truth.kind = DF_KIND_BOOL;
  truth.flags = DF_VALUE_COUNTED;
  truth.size = 9;
  truth.as.i64 = 5;
  ASSERT_TRUE(Import(&truth, value));
  EXPECT_EQ(value, Value(true));
  df_value small{};
  small.kind = DF_KIND_UINT;
  small.as.u64 = 3;
  ASSERT_TRUE(Import(&small, value));
  EXPECT_EQ(value, Value(3));
  df_value newer{};
  newer.kind = 99;
  newer.flags = DF_VALUE_COUNTED;
  newer.as.u64 = 12345;
  ASSERT_TRUE(Import(&newer, value));
  EXPECT_TRUE(value.is_null());
  api.release(&newer);
  df_value empty{};
  empty.kind = DF_KIND_OBJECT;
  ASSERT_TRUE(Import(&empty, value));
  EXPECT_EQ(value, Value::EmptyObject());
}

}  // namespace
}  // namespace dashflow::plugin
