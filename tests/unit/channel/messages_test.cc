// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <set>

#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

std::string Messages(const std::vector<const char*>& writes) {
  std::vector<std::vector<Write>> steps;
  for (const char* write : writes) steps.push_back({Reduce(write)});
  return After(Reduced("messages"), steps);
}

TEST(MessagesTest, TheyComeInOrder) {
  EXPECT_EQ(Messages({R"([{"id":"a","t":1},{"id":"b"}])", R"({"id":"c"})"}),
            R"([{"id":"a","t":1},{"id":"b"},{"id":"c"}])");
}

TEST(MessagesTest, TheSameIdReplacesInPlace) {
  EXPECT_EQ(Messages({R"([{"id":"a","t":1},{"id":"b"}])", R"({"id":"a","t":2})"}),
            R"([{"id":"a","t":2},{"id":"b"}])");
  EXPECT_EQ(Messages({R"([{"id":"a","t":1},{"id":"a","t":2}])"}), R"([{"id":"a","t":2}])");
}

TEST(MessagesTest, Removal) {
  EXPECT_EQ(Messages({R"([{"id":"a"},{"id":"b"},{"id":"c"}])", R"({"type":"remove","id":"b"})"}),
            R"([{"id":"a"},{"id":"c"}])");
  EXPECT_EQ(Messages({R"([{"id":"a"},{"type":"remove","id":"a"},{"id":"a","t":2}])"}),
            R"([{"id":"a","t":2}])");
  EXPECT_EQ(Messages({R"([{"id":"a"},{"id":"b"}])",
                      R"([{"id":"x"},{"type":"remove","id":"__remove_all__"},{"id":"y"}])"}),
            R"([{"id":"y"}])");
  EXPECT_EQ(Messages({R"({"type":"remove","id":"__remove_all__"})"}), "[]");
}

TEST(MessagesTest, WrongMessagesAreRefused) {
  EXPECT_EQ(Messages({"1"}), "invalid_update");
  EXPECT_EQ(Messages({"[1]"}), "invalid_update");
  EXPECT_EQ(Messages({R"({"id":7})"}), "invalid_update");
  EXPECT_EQ(Messages({R"({"type":"remove","id":"nobody"})"}), "invalid_update");
  EXPECT_EQ(Messages({R"({"t":1})", R"({"type":"remove"})"}), "invalid_update");
}

TEST(MessagesTest, AMissingIdIsDerivedFromTheConversation) {
  const char* twice = R"([{"t":"hi"},{"t":"hi"},{"id":null,"t":"ho"}])";
  const Value messages = Json(Messages({twice}));
  ASSERT_EQ(messages.size(), 3);
  std::set<std::string> ids;
  for (std::size_t i = 0; i < 3; ++i) ids.emplace(messages.At(i).Find("id")->as_text());
  EXPECT_EQ(ids.size(), 3);
  for (const std::string& id : ids) EXPECT_THAT(id, testing::StartsWith("m-"));
  EXPECT_EQ(Json(Messages({twice})), messages);
  EXPECT_EQ(Json(Messages({R"({"t":"hi"})", R"({"t":"hi"})", R"({"t":"ho"})"})), messages);
}

TEST(MessagesTest, ADerivedIdIsNotThatOfAMessageThatMoved) {
  const Value first = Json(Messages({R"([{"t":"a"},{"t":"b"}])"}));
  const std::string removal =
      R"({"type":"remove","id":")" + std::string(first.At(0).Find("id")->as_text()) + R"("})";
  const Value after = Json(Messages({R"([{"t":"a"},{"t":"b"}])", removal.c_str(), R"({"t":"b"})"}));
  ASSERT_EQ(after.size(), 2);
  EXPECT_NE(*after.At(0).Find("id"), *after.At(1).Find("id"));
}

// Beyond a few look-ups an index takes over; both ways must agree.
TEST(MessagesTest, ManyChangesInOneWrite) {
  std::string all, changes, expected;
  for (int i = 0; i < 100; ++i) {
    const std::string id = std::to_string(i);
    all += (i > 0 ? "," : "") + (R"({"id":")" + id + R"("})");
    const bool removed = i % 3 == 0;
    changes += (i > 0 ? "," : "") + (removed ? R"({"type":"remove","id":")" + id + R"("})"
                                             : R"({"id":")" + id + R"(","n":1})");
    if (!removed) expected += (expected.empty() ? "" : ",") + (R"({"id":")" + id + R"(","n":1})");
  }
  const std::string first = "[" + all + "]";
  const std::string second = "[" + changes + R"(,{"id":"0","again":true},{"id":"0","again":2}])";
  EXPECT_EQ(Messages({first.c_str(), second.c_str()}),
            "[" + expected + R"(,{"id":"0","again":2}])");
}

}  // namespace
}  // namespace dashflow::channel
