// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <pthread.h>

#include "host/value/schema/checker.h"
#include "host/value/schema/compiler.h"
#include "tests/support/sanitizer.h"
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

using testing::HasSubstr;

TEST(HostileTest, AReferenceToItselfIsRefused) {
  EXPECT_THAT(WrongIn(R"({"$ref":"#"})"), HasSubstr("leads back to itself"));
  EXPECT_THAT(
      WrongIn(
          R"({"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}},"allOf":[{"$ref":"#/definitions/a"}]})"),
      HasSubstr("leads back to itself"));
  EXPECT_THAT(WrongIn(R"({"allOf":[{"$ref":"#"}]})"), HasSubstr("leads back to itself"));
  EXPECT_THAT(WrongIn(R"({"not":{"$ref":"#"}})"), HasSubstr("leads back to itself"));
  EXPECT_THAT(WrongIn(R"({"if":{"$ref":"#"}})"), HasSubstr("leads back to itself"));
  EXPECT_THAT(WrongIn(R"({"dependencies":{"a":{"$ref":"#"}}})"), HasSubstr("leads back to itself"));
  EXPECT_EQ(WrongIn(R"({"items":{"$ref":"#"}})"), "");
}

TEST(HostileTest, DeepSchemasAreRefused) {
  std::string schema = "{}";
  for (int i = 0; i < 200; ++i) schema = R"({"items":)" + schema + "}";
  EXPECT_THAT(WrongIn(schema), HasSubstr("nested too deep"));
}

// Each definition asks for the next one twice: 2^40 checks of one value.
TEST(HostileTest, AnExplosionOfChecksEnds) {
  std::string definitions;
  for (int i = 0; i < 40; ++i) {
    const std::string next = R"({"$ref":"#/definitions/d)" + std::to_string(i + 1) + R"("})";
    definitions += R"("d)" + std::to_string(i) + R"(":{"allOf":[)" + next + "," + next + "]},";
  }
  const Value document = Json(R"({"definitions":{)" + definitions +
                              R"("d40":{}},"allOf":[{"$ref":"#/definitions/d0"}]})");
  const auto graph = schema::Compiler(document).Compile();
  ASSERT_TRUE(graph.has_value());
  schema::Checker checker(graph.value(), 100'000);
  EXPECT_FALSE(checker.Check(1));
  EXPECT_THAT(checker.Misfit(), HasSubstr("too many checks"));
}

// The deepest value on the smallest stack that plugins' threads have.
TEST(HostileTest, ADeepValueFitsOnASmallStack) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, std::size_t{kHasSanitizer ? 8 : 1} << 20);
  pthread_t thread{};
  const auto check = [](void*) -> void* {
    const Schema schema =
        Compiled(R"({"anyOf":[{"type":"integer"},{"type":"array","items":{"$ref":"#"}}]})");
    Value deep = 1;
    for (int i = 0; i < kMaxDepth; ++i) deep = Value::EmptyArray().Append(deep);
    EXPECT_EQ(MisfitOf(schema, deep), "");
    EXPECT_EQ(schema.FillDefaults(deep), deep);
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, check, nullptr), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

}  // namespace
}  // namespace dashflow
