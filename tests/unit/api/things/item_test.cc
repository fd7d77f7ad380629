// SPDX-License-Identifier: Apache-2.0
#include "host/api/items/item.h"

#include <gtest/gtest.h>

#include "host/api/items/item_filter.h"
#include "host/value/json.h"
#include "tests/unit/api/things/api_fixture.h"

namespace dashflow::testing {
namespace {

class ApiItem : public ::testing::Test {
 protected:
  int Put(const std::string& space, const std::string& key, const std::string& value,
          const std::string& more = "") {
    return api
        .Call("PUT /store/items", R"({"namespace": )" + space + R"(, "key": ")" + key +
                                      R"(", "value": )" + value + more + "}")
        .status;
  }
  Answered Get(const std::string& space, const std::string& key, const std::string& more = "") {
    return api.Call("GET /store/items?namespace=" + space + "&key=" + key + more);
  }
  std::vector<std::string> Found(const std::string& body) {
    const Answered answered = api.Call("POST /store/items/search", body);
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < answered["items"].size(); ++i)
      keys.emplace_back(answered["items"].At(i).Find("key")->as_text());
    return keys;
  }
  Value Spaces(const std::string& body) {
    return api.Call("POST /store/namespaces", body)["namespaces"];
  }
  // The store's time, which the items' own follows.
  void At(std::chrono::minutes time) {
    api.store.now = (api.service.clock.Now().time_since_epoch() + time).count();
  }

  ApiFixture api;
  using Keys = std::vector<std::string>;
};

TEST_F(ApiItem, IsReadAsItWasPut) {
  EXPECT_EQ(Put(R"(["a", "b"])", "k", R"({"x": 1})"), 204);
  const Answered item = Get("a.b", "k");
  EXPECT_EQ(item["namespace"], Json(R"(["a", "b"])"));
  EXPECT_EQ(item["key"], Value("k"));
  EXPECT_EQ(item["value"], Json(R"({"x": 1})"));
  EXPECT_EQ(Get("a", "k").body, Value());
  EXPECT_EQ(Get("a", "k").status, 200);
  EXPECT_EQ(api.Call("GET /store/items?namespace=a").status, 422);
}

TEST_F(ApiItem, IsRefusedWithABadLabel) {
  EXPECT_EQ(Put(R"(["a.b"])", "k", "{}"), 422);
  EXPECT_EQ(Put(R"([""])", "k", "{}"), 422);
  EXPECT_EQ(Put("[]", "k", "{}"), 422);
  EXPECT_EQ(Put(R"(["a"])", "k", "7"), 422);
  EXPECT_EQ(Put(R"(["a"])", "k", "{}", R"(, "ttl": 0)"), 422);
}

TEST_F(ApiItem, IsDeleted) {
  Put(R"(["a"])", "k", "{}");
  EXPECT_EQ(api.Call("DELETE /store/items", R"({"namespace": ["a"], "key": "k"})").status, 204);
  EXPECT_EQ(Get("a", "k").body, Value());
}

TEST_F(ApiItem, MayHaveAnyLength) {
  const std::string label(300, 'l');
  const std::string key(300, 'k');
  EXPECT_EQ(Put("[\"" + label + "\"]", key, R"({"x": 1})"), 204);
  EXPECT_EQ(Put("[\"" + label + "\"]", key + "2", R"({"x": 2})"), 204);
  EXPECT_EQ(*Get(label, key)["value"].Find("x"), Value(1));
  EXPECT_EQ(Found("{\"namespace_prefix\": [\"" + label + "\"]}").size(), 2U);
  EXPECT_EQ(Found("{\"namespace_prefix\": [\"" + label.substr(1) + "\"]}").size(), 0U);
}

TEST_F(ApiItem, IsFoundInItsNamespaceAndThoseAround) {
  Put(R"(["a"])", "k1", "{}");
  Put(R"(["a", "b"])", "k2", "{}");
  Put(R"(["ab"])", "k3", "{}");
  EXPECT_EQ(Found(R"({"namespace_prefix": ["a"]})"), (Keys{"k1", "k2"}));
  EXPECT_EQ(Found(R"({"namespace_prefix": ["a", "b"]})"), Keys{"k2"});
  EXPECT_EQ(Found("{}").size(), 3U);
  EXPECT_EQ(Found(R"({"limit": 1, "offset": 1})").size(), 1U);
}

TEST_F(ApiItem, IsFoundByItsValue) {
  Put(R"(["a"])", "one", R"({"n": 1, "tag": "x", "in": {"m": 5}})");
  Put(R"(["a"])", "two", R"({"n": 2.5, "tag": "y"})");
  EXPECT_EQ(Found(R"({"filter": {"n": 1.0}})"), Keys{"one"});
  EXPECT_EQ(Found(R"({"filter": {"n": {"$gt": 1, "$lte": 2.5}}})"), Keys{"two"});
  EXPECT_EQ(Found(R"({"filter": {"tag": {"$ne": "x"}}})"), Keys{"two"});
  EXPECT_EQ(Found(R"({"filter": {"in": {"m": {"$gte": 5}}}})"), Keys{"one"});
  EXPECT_EQ(Found(R"({"filter": {"tag": {"$lt": 7}}})"), Keys{});
  EXPECT_EQ(api.Call("POST /store/items/search", R"({"filter": {"n": {"$like": 1}}})").status, 422);
}

TEST_F(ApiItem, IsGoneWhenItsTimeIsOver) {
  At(std::chrono::minutes(0));
  Put(R"(["a"])", "k", "{}", R"(, "ttl": 10)");
  At(std::chrono::minutes(9));
  EXPECT_NE(Get("a", "k", "&refresh_ttl=false").body, Value());
  At(std::chrono::minutes(11));
  EXPECT_EQ(Get("a", "k").body, Value());
  EXPECT_EQ(Spaces("{}"), Json("[]"));
}

TEST_F(ApiItem, WithoutATimeOfItsOwnHasTheServers) {
  api.service.item_minutes = 10;
  At(std::chrono::minutes(0));
  Put(R"(["a"])", "k", "{}");
  Put(R"(["a"])", "longer", "{}", R"(, "ttl": 60)");
  At(std::chrono::minutes(11));
  EXPECT_EQ(Get("a", "k").body, Value());
  EXPECT_NE(Get("a", "longer").body, Value());
}

TEST_F(ApiItem, LastsLongerWhenItIsUsed) {
  At(std::chrono::minutes(0));
  Put(R"(["a"])", "k", "{}", R"(, "ttl": 10)");
  api.host.Pass(std::chrono::minutes(9));
  EXPECT_NE(Get("a", "k").body, Value());
  At(std::chrono::minutes(5));
  EXPECT_NE(Get("a", "k").body, Value());
}

TEST_F(ApiItem, ShowsItsNamespaces) {
  Put(R"(["a", "b", "c"])", "k", "{}");
  Put(R"(["a", "d", "c"])", "k", "{}");
  Put(R"(["e"])", "k", "{}");
  EXPECT_EQ(Spaces("{}"), Json(R"([["a","b","c"],["a","d","c"],["e"]])"));
  EXPECT_EQ(Spaces(R"({"max_depth": 1})"), Json(R"([["a"],["e"]])"));
  EXPECT_EQ(Spaces(R"({"prefix": ["a", "*"], "suffix": ["c"], "limit": 1})"),
            Json(R"([["a","b","c"]])"));
}

}  // namespace
}  // namespace dashflow::testing
