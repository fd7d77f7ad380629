// SPDX-License-Identifier: Apache-2.0
#include "host/channel/given_write.h"

#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

std::string Shown(const Channel& channel, std::string_view json) {
  const Write write = GivenWrite(channel, 3, Json(json));
  EXPECT_EQ(write.channel, 3U);
  return (write.mode == WriteMode::kOverwrite ? "replaces " : "reduces ") + ToJson(write.value);
}

TEST(GivenWriteTest, ReplacesWhatAReducerHolds) {
  EXPECT_EQ(Shown(Reduced("append"), R"({"__overwrite__":["new"]})"), R"(replaces ["new"])");
  EXPECT_EQ(Shown(Reduced("merge"), R"({"__overwrite__":null})"), "replaces null");
}

TEST(GivenWriteTest, TakesOtherObjectsAsTheyAre) {
  EXPECT_EQ(Shown(Reduced("merge"), R"({"a":1})"), R"(reduces {"a":1})");
  EXPECT_EQ(Shown(Reduced("merge"), R"({"__overwrite__":1,"a":2})"),
            R"(reduces {"__overwrite__":1,"a":2})");
  EXPECT_EQ(Shown(Reduced("append"), R"(["__overwrite__"])"), R"(reduces ["__overwrite__"])");
}

TEST(GivenWriteTest, HasNothingToReplaceWithoutAReducer) {
  EXPECT_EQ(Shown(Keeping(Keep::kOne), R"({"__overwrite__":1})"), R"(reduces {"__overwrite__":1})");
}

}  // namespace
}  // namespace dashflow::channel
