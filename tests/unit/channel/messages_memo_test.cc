// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

// Writes of a conversation with few ids, so that they meet again.
class Writes {
 public:
  explicit Writes(unsigned seed) : random_(seed) {}
  Value Next() {
    const std::string id = "id-" + std::to_string(random_() % 40);
    Value message = Value::EmptyObject().Set("n", static_cast<std::int64_t>(count_++));
    switch (random_() % 12) {
      case 0:
        return message.Set("type", "remove").Set("id", id);
      case 1:
        return count_ % 7 == 0 ? message.Set("type", "remove").Set("id", "__remove_all__")
                               : message;
      case 2:
        return Value::EmptyArray().Append(message.Set("id", id)).Append(message);
      default:
        return message.Set("id", id);
    }
  }
  bool Chance(unsigned of) { return random_() % of == 0; }

 private:
  std::mt19937 random_;
  std::uint64_t count_ = 0;
};

TEST(MessagesMemoTest, ItChangesNoResultAlsoWhereAFoldIsTakenBack) {
  const Reducer& reducer = *FindBuiltinReducer("messages");
  for (unsigned seed = 0; seed < 50; ++seed) {
    Writes writes(seed);
    const auto memo = reducer.NewMemo();
    Value list = reducer.Start();
    for (int i = 0; i < 200; ++i) {
      const Value write = writes.Next();
      const auto plain = reducer.Reduce(list, write);
      const auto remembering = reducer.ReduceWith(list, write, *memo);
      ASSERT_EQ(plain.has_value(), remembering.has_value()) << "seed " << seed << ", write " << i;
      if (!plain.has_value()) continue;
      ASSERT_EQ(*plain, *remembering) << "seed " << seed << ", write " << i;
      if (!writes.Chance(5)) list = *plain;
    }
  }
}

TEST(MessagesMemoTest, ItTellsWhetherOnlyTheEndChanged) {
  const Reducer& reducer = *FindBuiltinReducer("messages");
  const auto memo = reducer.NewMemo();
  const auto rewrites = [&](const char* write) {
    return reducer.ReduceWith(Json(R"([{"id":"a"},{"id":"b"}])"), Json(write), *memo).has_value() &&
           memo->TakeRewritten();
  };
  EXPECT_FALSE(rewrites(R"({"id":"c"})"));
  EXPECT_FALSE(rewrites(R"({"t":"no id"})"));
  EXPECT_TRUE(rewrites(R"({"id":"a","t":1})"));
  EXPECT_TRUE(rewrites(R"({"id":"b","type":"remove"})"));
  EXPECT_TRUE(rewrites(R"({"id":"__remove_all__","type":"remove"})"));
  EXPECT_FALSE(rewrites(R"([])"));
}

}  // namespace
}  // namespace dashflow::channel
