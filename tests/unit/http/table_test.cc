// SPDX-License-Identifier: Apache-2.0
#include "host/http/route/table.h"

#include <gtest/gtest.h>

namespace dashflow::http {
namespace {

RouteTable TableWith(Route route) {
  std::vector<Route> routes;
  routes.push_back(std::move(route));
  return RouteTable::Make(std::move(routes)).value();
}

class BodyTest : public testing::Test {
 protected:
  static Route Search(bool needs_body) {
    return {.method = Method::kPost,
            .pattern = "/search",
            .body = R"({"type":"object","additionalProperties":false,"properties":{
                      "limit":{"type":"integer","minimum":1},
                      "where":{"type":"object","properties":{"name":{"type":"string"}}}}})",
            .needs_body = needs_body};
  }
  static Result<Value> Read(std::string_view text, bool needs_body = false) {
    const RouteTable table = TableWith(Search(needs_body));
    return ReadBody(table.routes().front(), text);
  }
};

TEST_F(BodyTest, FitsItsSchema) {
  EXPECT_EQ(Read(R"({"limit":3})")->Find("limit")->as_int(), 3);
  EXPECT_TRUE(Read("{}")->is_object());
}

TEST_F(BodyTest, NoneIsNullUnlessItIsNeeded) {
  for (const char* text : {"", " \r\n", "null", " null "}) {
    EXPECT_TRUE(Read(text)->is_null()) << text;
    const auto needed = Read(text, true);
    ASSERT_TRUE(needed.has_error()) << text;
    EXPECT_EQ(needed.error().code(), "request_invalid");
    EXPECT_EQ(needed.error().resource(), "body");
  }
}

TEST_F(BodyTest, NoJsonHasALineAndAColumn) {
  const auto body = Read("{\n  \"limit\": }");
  ASSERT_TRUE(body.has_error());
  EXPECT_EQ(body.error().code(), "invalid_json");
  EXPECT_EQ(body.error().place().line, 2);
  EXPECT_EQ(body.error().place().column, 12);
}

TEST_F(BodyTest, AMisfitNamesItsField) {
  const auto type = Read(R"({"where":{"name":3}})");
  ASSERT_TRUE(type.has_error());
  EXPECT_EQ(type.error().code(), "request_invalid");
  EXPECT_EQ(type.error().resource(), "body/where/name");
  const auto unknown = Read(R"({"limti":3})");
  ASSERT_TRUE(unknown.has_error());
  EXPECT_NE(unknown.error().message().find("limti"), std::string::npos);
}

TEST_F(BodyTest, WithoutASchemaNoneIsLookedAt) {
  const RouteTable table = TableWith({.pattern = "/a"});
  EXPECT_TRUE(ReadBody(table.routes().front(), "{broken")->is_null());
}

class QueryTest : public testing::Test {
 protected:
  QueryTest()
      : table_(TableWith({.pattern = "/a",
                          .query = {{"limit", R"({"type":"integer"})", ""},
                                    {"wait", R"({"type":"boolean"})", ""},
                                    {"name", R"({"type":"string"})", ""},
                                    {"xray", R"({"type":["integer","boolean"]})", ""},
                                    {"mode", R"({"enum":["values","updates"]})", "", true}}})) {}
  std::string Check(QueryValues query) {
    const Status fits = CheckQuery(table_.routes().front(), query);
    query_ = query;
    return fits.has_value() ? "" : fits.error().resource();
  }

  const RouteTable table_;
  QueryValues query_;
};

TEST_F(QueryTest, TextsStandForWhatTheSchemaWants) {
  EXPECT_EQ(Check({{"limit", "10"}, {"wait", "true"}, {"name", "10"}, {"xray", "1"}}), "");
  EXPECT_EQ(Check({{"wait", "1"}}), "");
  EXPECT_EQ(Check({{"limit", ""}, {"wait", ""}}), "") << "an empty one is absent";
  EXPECT_EQ(Check({{"unknown", "x"}}), "");
}

TEST_F(QueryTest, AMisfitIsNamed) {
  EXPECT_EQ(Check({{"limit", "ten"}}), "query/limit");
  EXPECT_EQ(Check({{"wait", "maybe"}}), "query/wait");
  EXPECT_EQ(Check({{"mode", "values"}, {"mode", "other"}}), "query/mode");
}

TEST_F(QueryTest, AJsonArrayIsAList) {
  EXPECT_EQ(Check({{"mode", R"(["values","updates"])"}}), "");
  EXPECT_EQ(query_, (QueryValues{{"mode", "values"}, {"mode", "updates"}}));
  EXPECT_EQ(Check({{"mode", R"(["other"])"}}), "query/mode");
}

TEST(TableTest, RoutesThatCannotBe) {
  const auto make = [](Route route) {
    std::vector<Route> routes;
    routes.push_back(std::move(route));
    return RouteTable::Make(std::move(routes));
  };
  EXPECT_TRUE(make({.pattern = "a"}).has_error());
  EXPECT_TRUE(make({.pattern = "/a", .body = "{"}).has_error());
  EXPECT_TRUE(make({.pattern = "/a", .body = R"({"type":3})"}).has_error());
}

}  // namespace
}  // namespace dashflow::http
