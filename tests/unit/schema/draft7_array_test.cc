// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/schema/schemas.h"

namespace dashflow {
namespace {

TEST(Draft7ArrayTest, Items) {
  Expect(
      {R"({"items":{"type":"integer"}})", {"[1,2,3]", "[]", R"({"foo":"bar"})"}, {R"([1,"x"])"}});
  Expect({R"({"items":true})", {"[1,\"x\"]"}, {}});
  Expect({R"({"items":false})", {"[]"}, {"[1]"}});
  Expect({R"({"items":[{"type":"integer"},{"type":"string"}]})",
          {"[1,\"a\"]", "[1]", "[]", "[1,\"a\",true]"},
          {"[\"a\",1]"}});
  Expect({R"({"items":[true,false]})", {"[1]", "[]"}, {"[1,2]"}});
}

TEST(Draft7ArrayTest, AdditionalItems) {
  Expect({R"({"items":[{}],"additionalItems":{"type":"integer"}})",
          {"[null,2,3]"},
          {"[null,2,\"x\"]"}});
  Expect({R"({"items":[{},{}],"additionalItems":false})", {"[1]", "[1,2]"}, {"[1,2,3]"}});
}

TEST(Draft7ArrayTest, Contains) {
  Expect({R"({"contains":{"minimum":5}})", {"[3,4,5]", "[5]", "{}"}, {"[2,3]", "[]"}});
}

TEST(Draft7ArrayTest, Counts) {
  Expect({R"({"minItems":1})", {"[1]", "\"\""}, {"[]"}});
  Expect({R"({"maxItems":2})", {"[1,2]"}, {"[1,2,3]"}});
}

TEST(Draft7ArrayTest, UniqueItems) {
  Expect({R"({"uniqueItems":true})",
          {"[1,2]", "[1,true]", "[0,false]", R"([{"a":1},{"a":2}])", "[[1],[2]]", R"(["a","b"])"},
          {"[1,1]", "[1.0,1]", R"([{"a":1,"b":2},{"b":2,"a":1}])", "[[1],[1.0]]",
           R"([{"a":[1]},{"a":[1.0]}])"}});
  Expect({R"({"uniqueItems":false})", {"[1,1]"}, {}});
}

}  // namespace
}  // namespace dashflow
