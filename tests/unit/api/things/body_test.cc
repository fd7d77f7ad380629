// SPDX-License-Identifier: Apache-2.0
#include "host/api/request/body.h"

#include <gtest/gtest.h>

#include "host/api/request/extract.h"
#include "host/api/request/ids.h"
#include "host/api/request/last_event.h"
#include "tests/support/engine/host_fixture.h"

namespace dashflow::api {
namespace {

using testing::Json;

TEST(Body, ContainsWhatIsAPartOfIt) {
  const Value value = Json(R"({"a": {"b": 1, "c": [1, {"d": 2, "e": 3}]}, "f": null})");
  EXPECT_TRUE(Contains(value, Json("{}")));
  EXPECT_TRUE(Contains(value, Json(R"({"a": {"b": 1.0}})")));
  EXPECT_TRUE(Contains(value, Json(R"({"a": {"c": [{"e": 3}]}, "f": null})")));
  EXPECT_FALSE(Contains(value, Json(R"({"a": {"b": 2}})")));
  EXPECT_FALSE(Contains(value, Json(R"({"a": {"c": [{"d": 2, "e": 4}]}})")));
  EXPECT_FALSE(Contains(value, Json(R"({"g": null})")));
  EXPECT_FALSE(Contains(value, Json("[]")));
}

TEST(Body, TakesNullAsAbsent) {
  const Value body = Json(R"({"text": null, "number": null})");
  EXPECT_EQ(TextOf(body, "text", "otherwise"), "otherwise");
  EXPECT_EQ(NumberOf(body, "number", 7), 7);
  EXPECT_EQ(TextOf(Value(), "text"), "");
}

TEST(LastEvent, IsANumberOrAsksForAll) {
  const auto behind = [](const std::string& last) {
    http::Request request;
    request.headers["last-event-id"] = last;
    return BehindLastEvent(request);
  };
  EXPECT_EQ(behind("0"), 1U);
  EXPECT_EQ(behind("18446744073709551614"), UINT64_MAX);
  for (const char* const none :
       {"", "-1", "5x", " 5", "18446744073709551615", "99999999999999999999"})
    EXPECT_EQ(behind(none), 0U) << none;
}

TEST(Path, LeadsIntoObjectsAndLists) {
  const Value object = Json(R"({"values": {"messages": [{"content": "a"}, {"content": "b"}]}})");
  EXPECT_EQ(AtPath(object, "values.messages[-1].content"), Value("b"));
  EXPECT_EQ(AtPath(object, "values.messages[0]"), Json(R"({"content": "a"})"));
  for (const char* const path : {"values.messages[2]", "values[0]", "values.messages[x]",
                                 "values.messages[", "nowhere.at.all", "values.messages.content"})
    EXPECT_EQ(AtPath(object, path), Value()) << path;
}

TEST(Ids, AreThoseOfTheReference) {
  EXPECT_EQ(DefaultAssistantId("agent"), "fe096781-5601-53d2-b2f6-0d3403f7e9ca");
  EXPECT_TRUE(IsUuid("fe096781-5601-53D2-b2f6-0d3403f7e9ca"));
  EXPECT_FALSE(IsUuid("fe096781-5601-53d2-b2f6-0d3403f7e9cg"));
  EXPECT_FALSE(IsUuid("fe096781x5601-53d2-b2f6-0d3403f7e9ca"));
  EXPECT_FALSE(IsUuid("agent"));
}

}  // namespace
}  // namespace dashflow::api
