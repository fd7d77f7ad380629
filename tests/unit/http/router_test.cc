// SPDX-License-Identifier: Apache-2.0
#include "host/http/route/router.h"

#include <gtest/gtest.h>

#include "host/http/route/target.h"

namespace dashflow::http {
namespace {

constexpr std::string_view kId = "0193f9a0-0000-7000-8000-00000000000a";

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    Add(Method::kPost, "/threads", 0);
    Add(Method::kPost, "/threads/search", 1);
    Add(Method::kGet, "/threads/{thread_id:uuid}", 2);
    Add(Method::kPatch, "/threads/{thread_id:uuid}", 3);
    Add(Method::kGet, "/threads/{thread_id:uuid}/state/{checkpoint}", 4);
    Add(Method::kGet, "/assistants/{name}", 5);
    Add(Method::kGet, "/assistants/{name}/graph", 6);
    Add(Method::kGet, "/", 7);
  }
  void Add(Method method, std::string_view pattern, std::size_t route) {
    ASSERT_TRUE(router_.Add(method, pattern, route).has_value());
  }
  static std::vector<std::string> Segments(const std::string& path) {
    return ReadTarget(path).value().segments;
  }
  Result<Router::Match> Find(Method method, const std::string& path) const {
    return router_.Find(method, Segments(path));
  }
  std::string Code(Method method, const std::string& path) const {
    const auto match = Find(method, path);
    return match.has_value() ? "found" : match.error().code();
  }

  Router router_;
};

TEST_F(RouterTest, TextsAndNames) {
  EXPECT_EQ(Find(Method::kPost, "/threads")->route, 0U);
  EXPECT_EQ(Find(Method::kPost, "/threads/search")->route, 1U);
  EXPECT_EQ(Find(Method::kGet, "/")->route, 7U);
  const std::string path = "/threads/" + std::string(kId) + "/state/a%2Fb";
  const auto match = Find(Method::kGet, path);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->route, 4U);
  EXPECT_EQ(match->arguments, (std::vector<std::string>{std::string(kId), "a/b"}));
}

TEST_F(RouterTest, AMethodChoosesBetweenRoutesOfAPath) {
  const std::string path = "/threads/" + std::string(kId);
  EXPECT_EQ(Find(Method::kGet, path)->route, 2U);
  EXPECT_EQ(Find(Method::kPatch, path)->route, 3U);
  EXPECT_EQ(Code(Method::kDelete, path), "method_not_allowed");
  EXPECT_EQ(router_.Allowed(Segments(path)), "GET, HEAD, PATCH, OPTIONS");
}

TEST_F(RouterTest, ATextGoesBeforeAName) {
  EXPECT_EQ(Code(Method::kGet, "/threads/search"), "method_not_allowed");
  EXPECT_EQ(router_.Allowed(Segments("/threads/search")), "POST, OPTIONS");
}

TEST_F(RouterTest, NothingIsThere) {
  for (const char* path : {"/thread", "/threads/", "/assistants/a/graph/b", "/assistants/", "//"})
    EXPECT_EQ(Code(Method::kGet, path), "route_not_found") << path;
  EXPECT_EQ(router_.Allowed(Segments("/nothing")), "");
}

TEST_F(RouterTest, WhatShouldBeAUuid) {
  const auto match = Find(Method::kGet, "/threads/abc");
  ASSERT_TRUE(match.has_error());
  EXPECT_EQ(match.error().code(), "request_invalid");
  EXPECT_EQ(match.error().resource(), "path/thread_id");
  EXPECT_EQ(Code(Method::kGet, "/threads/abc/state/x"), "request_invalid");
  EXPECT_EQ(Code(Method::kGet, "/threads/abc/nothing"), "route_not_found");
}

TEST(RouterPatternTest, BadPatterns) {
  Router router;
  EXPECT_TRUE(router.Add(Method::kGet, "/a", 0).has_value());
  for (const char* pattern : {"a", "/{", "/{}", "/a{b}", "/{a:int}", "/a"})
    EXPECT_TRUE(router.Add(Method::kGet, pattern, 1).has_error()) << pattern;
}

TEST(UuidTest, Forms) {
  EXPECT_TRUE(IsUuid(kId));
  EXPECT_TRUE(IsUuid("0193F9A0-0000-7000-8000-00000000000A"));
  for (const char* text :
       {"", "0193f9a0-0000-7000-8000-00000000000", "0193f9a0x0000-7000-8000-00000000000a",
        "0193f9a0-0000-7000-8000-00000000000g"})
    EXPECT_FALSE(IsUuid(text)) << text;
}

}  // namespace
}  // namespace dashflow::http
