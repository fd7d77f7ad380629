// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "host/value/json.h"
#include "host/value/schema.h"

namespace dashflow {

inline Value Json(std::string_view text) {
  auto value = ParseJson(text);
  EXPECT_TRUE(value.has_value()) << text;
  return value.has_value() ? std::move(value).value() : Value();
}

inline Schema Compiled(std::string_view text) {
  auto schema = Schema::Compile(Json(text));
  EXPECT_TRUE(schema.has_value()) << text << ": " << schema.error().message();
  return schema.has_value() ? std::move(schema).value() : Schema();
}

// What is wrong with the value; empty when it fits.
inline std::string MisfitOf(const Schema& schema, const Value& value) {
  const Status status = schema.Check(value);
  if (status.has_value()) return "";
  EXPECT_EQ(status.error().code(), "channel_type");
  return status.error().cause();
}

inline std::string MisfitOf(std::string_view schema, std::string_view value) {
  return MisfitOf(Compiled(schema), Json(value));
}

// What is wrong with the schema; empty when it compiles.
inline std::string WrongIn(std::string_view text) {
  const auto schema = Schema::Compile(Json(text));
  if (schema.has_value()) return "";
  EXPECT_EQ(schema.error().code(), "schema_invalid");
  return schema.error().cause();
}

struct SchemaCase {
  const char* schema;
  std::vector<const char*> fit;
  std::vector<const char*> misfit;
};

inline void Expect(const SchemaCase& test) {
  const Schema schema = Compiled(test.schema);
  for (const char* value : test.fit)
    EXPECT_EQ(MisfitOf(schema, Json(value)), "") << test.schema << " " << value;
  for (const char* value : test.misfit)
    EXPECT_NE(MisfitOf(schema, Json(value)), "") << test.schema << " " << value;
}

}  // namespace dashflow
