// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

using testing::HasSubstr;

TEST(CompileTest, AnErrorNamesThePlaceInTheSchema) {
  EXPECT_EQ(WrongIn(R"({"properties":{"a":{"type":"strng"}}})"),
            "schema /properties/a/type: unknown type 'strng'; there are array, boolean, integer, "
            "null, number, object, string");
  EXPECT_EQ(WrongIn(R"({"minimun":3})"), "schema /minimun: unknown keyword");
  EXPECT_EQ(WrongIn("3"), "schema root: a schema is an object or a boolean, found integer");
  EXPECT_THAT(WrongIn(R"({"items":{"anyOf":[{},7]}})"), HasSubstr("/items/anyOf/1: a schema is"));
  EXPECT_THAT(WrongIn(R"({"properties":{"a/b~c":{"minLength":-1}}})"),
              HasSubstr("/properties/a~1b~0c/minLength: must be"));
}

TEST(CompileTest, WrongShapesAreRefused) {
  for (const char* schema : {R"-({"type":3})-",
                             R"-({"type":[]})-",
                             R"-({"type":["string",1]})-",
                             R"-({"enum":[]})-",
                             R"-({"enum":"a"})-",
                             R"-({"minimum":"1"})-",
                             R"-({"maximum":null})-",
                             R"-({"multipleOf":0})-",
                             R"-({"multipleOf":-1})-",
                             R"-({"multipleOf":"2"})-",
                             R"-({"minLength":1.5})-",
                             R"-({"maxItems":-1})-",
                             R"-({"minProperties":"1"})-",
                             R"-({"pattern":1})-",
                             R"-({"pattern":"("})-",
                             R"-({"pattern":"(?=a)"})-",
                             R"-({"patternProperties":{"[":{}}})-",
                             R"-({"properties":[]})-",
                             R"-({"properties":{"a":1}})-",
                             R"-({"required":"a"})-",
                             R"-({"required":[1]})-",
                             R"-({"dependencies":{"a":1}})-",
                             R"-({"dependencies":{"a":[1]}})-",
                             R"-({"items":3})-",
                             R"-({"items":[3]})-",
                             R"-({"additionalItems":false})-",
                             R"-({"then":{}})-",
                             R"-({"else":{}})-",
                             R"-({"allOf":[]})-",
                             R"-({"oneOf":{}})-",
                             R"-({"not":[]})-",
                             R"-({"uniqueItems":1})-",
                             R"-({"format":1})-",
                             R"-({"definitions":[]})-",
                             R"-({"additionalProperties":"no"})-",
                             R"-(null)-",
                             R"-([])-"}) {
    EXPECT_NE(WrongIn(schema), "") << schema;
  }
}

TEST(CompileTest, AnnotationsAreTaken) {
  EXPECT_EQ(
      WrongIn(
          R"({"$schema":"http://json-schema.org/draft-07/schema#","$id":"urn:x","title":"t","description":"d",
                        "examples":[1],"readOnly":true,"$comment":"c","x-secret":true,"format":"hostname"})"),
      "");
}

TEST(CompileTest, ReferencesStayInTheDocument) {
  EXPECT_THAT(WrongIn(R"({"$ref":"http://example.com/schema.json"})"),
              HasSubstr("/$ref: only references inside"));
  EXPECT_THAT(WrongIn(R"({"$ref":"other.json#/a"})"), HasSubstr("/$ref: only references inside"));
  EXPECT_THAT(WrongIn(R"({"properties":{"a":{"$ref":"#/definitions/b"}}})"),
              HasSubstr("nothing is at #/definitions/b"));
  EXPECT_THAT(WrongIn(R"({"$ref":3})"), HasSubstr("/$ref: must be a string"));
  EXPECT_THAT(WrongIn(R"({"$ref":"#/x-here","x-here":{"type":"nope"}})"),
              HasSubstr("/x-here/type: unknown type"));
  EXPECT_THAT(WrongIn(R"({"$ref":"#/definitions/a","type":"string","definitions":{"a":{}}})"),
              HasSubstr("no effect beside $ref"));
}

TEST(CompileTest, SourceIsKept) {
  const Value source = Json(R"({"type":"string"})");
  EXPECT_EQ(Schema::Compile(source).value().source(), source);
}

TEST(CompileTest, ASchemaThatAcceptsEverythingSaysSo) {
  EXPECT_TRUE(Schema().accepts_everything());
  EXPECT_TRUE(Compiled("{}").accepts_everything());
  EXPECT_TRUE(Compiled("true").accepts_everything());
  EXPECT_TRUE(Compiled(R"({"title":"anything"})").accepts_everything());
  EXPECT_FALSE(Compiled("false").accepts_everything());
  EXPECT_FALSE(Compiled(R"({"type":"string"})").accepts_everything());
  EXPECT_TRUE(Schema().source().is_null());
}

}  // namespace
}  // namespace dashflow
