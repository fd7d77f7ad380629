// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

TEST(Draft7ScalarTest, Type) {
  Expect({R"({"type":"integer"})",
          {"1", "-3", "1.0", "18446744073709551615", "1e300"},
          {"1.1", "\"1\"", "true", "null", "[]"}});
  Expect({R"({"type":"number"})", {"1", "1.5", "18446744073709551615"}, {"\"1\"", "{}", "false"}});
  Expect({R"({"type":"string"})", {"\"\"", "\"x\""}, {"1", "null"}});
  Expect({R"({"type":"object"})", {"{}", "{\"a\":1}"}, {"[]", "null"}});
  Expect({R"({"type":"array"})", {"[]", "[1]"}, {"{}", "\"[]\""}});
  Expect({R"({"type":"boolean"})", {"true", "false"}, {"0", "\"true\"", "null"}});
  Expect({R"({"type":"null"})", {"null"}, {"0", "\"\"", "false", "[]"}});
  Expect({R"({"type":["string","null"]})", {"null", "\"a\""}, {"1"}});
}

TEST(Draft7ScalarTest, BytesAreOfNoType) {
  const Value bytes = Value::Bytes("\x01\x02");
  for (const char* type : {"array", "boolean", "integer", "null", "number", "object", "string"}) {
    EXPECT_NE(MisfitOf(Compiled(R"({"type":")" + std::string(type) + R"("})"), bytes), "") << type;
  }
  EXPECT_EQ(MisfitOf(Compiled("{}"), bytes), "");
  EXPECT_EQ(MisfitOf(Compiled(R"({"maxLength":0})"), bytes), "");
}

TEST(Draft7ScalarTest, EnumAndConst) {
  Expect({R"({"enum":[1,"a",null,[2]]})",
          {"1", "1.0", "\"a\"", "null", "[2]", "[2.0]"},
          {"2", "\"b\"", "[]", "false"}});
  Expect({R"({"const":{"a":1,"b":false}})",
          {R"({"b":false,"a":1})", R"({"a":1.0,"b":false})"},
          {R"({"a":1})", R"({"a":1,"b":0})"}});
  Expect({R"({"const":0})", {"0", "0.0", "-0.0"}, {"false", "null", "[]"}});
  Expect({R"({"const":false})", {"false"}, {"0", "[]"}});
  Expect({R"({"enum":[1,2],"const":2})", {"2"}, {"1", "3"}});
}

TEST(Draft7ScalarTest, Limits) {
  Expect({R"({"minimum":1.1})", {"2.6", "1.1", "\"x\""}, {"0.6", "1", "-5"}});
  Expect({R"({"maximum":3})", {"2.6", "3", "3.0", "[]"}, {"3.5", "4"}});
  Expect({R"({"exclusiveMinimum":1.1})", {"1.2"}, {"1.1", "0.6"}});
  Expect({R"({"exclusiveMaximum":3})", {"2.2"}, {"3", "3.5"}});
}

TEST(Draft7ScalarTest, LimitsAreExactBeyondDoubles) {
  Expect({R"({"maximum":9007199254740992})", {"9007199254740992"}, {"9007199254740993"}});
  Expect(
      {R"({"maximum":18446744073709551614})", {"18446744073709551614"}, {"18446744073709551615"}});
  Expect(
      {R"({"exclusiveMinimum":9007199254740992.0})", {"9007199254740993"}, {"9007199254740992"}});
}

TEST(Draft7ScalarTest, MultipleOf) {
  Expect({R"({"multipleOf":2})", {"10", "-4", "0", "4.0", "\"x\""}, {"7", "4.5"}});
  Expect({R"({"multipleOf":1.5})", {"0", "4.5", "3"}, {"35"}});
  Expect({R"({"multipleOf":0.0001})", {"0.0075"}, {"0.00751"}});
  Expect({R"({"multipleOf":0.01})", {"4.35", "1.13"}, {"4.351"}});
  Expect({R"({"multipleOf":1e-300})", {"0"}, {"1e308"}});
}

TEST(Draft7ScalarTest, LengthsCountCodePoints) {
  Expect({R"({"minLength":2})", {"\"fo\"", "\"\u00e9\u00e9\"", "1"}, {"\"f\"", "\"\U0001F4A9\""}});
  Expect({R"({"maxLength":2})", {"\"\U0001F4A9\U0001F4A9\"", "\"f\""}, {"\"foo\""}});
  Expect({R"({"maxLength":2})", {R"("\u0000a")"}, {R"("\u0000ab")"}});
}

TEST(Draft7ScalarTest, PatternIsRe2AndNotAnchored) {
  Expect({R"({"pattern":"^a*$"})", {"\"aaa\"", "true"}, {"\"abc\""}});
  Expect({R"({"pattern":"a+"})", {"\"xxaayy\""}, {"\"xyz\""}});
  Expect({R"({"pattern":"^\\p{L}+$"})", {"\"\u00e9t\u00e9\""}, {"\"1\""}});
}

TEST(Draft7ScalarTest, APatternTakesLinearTime) {
  const Schema schema = Compiled(R"({"pattern":"^(a+)+$"})");
  EXPECT_NE(MisfitOf(schema, Value(std::string(100'000, 'a') + "b")), "");
}

}  // namespace
}  // namespace dashflow
