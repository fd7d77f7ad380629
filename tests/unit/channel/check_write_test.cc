// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/channel/channels.h"

namespace dashflow::channel {
namespace {

Channel WithSchema(Channel channel, std::string_view schema) {
  channel.schema = Schema::Compile(Json(schema)).value();
  return channel;
}

std::string Cause(const Channel& channel, const Write& write) {
  const Status status = CheckWrite(channel, write);
  if (status.has_value()) return "";
  EXPECT_EQ(status.error().code(), "channel_type");
  EXPECT_EQ(status.error().resource(), "c");
  EXPECT_EQ(status.error().message(), status.error().cause());
  return status.error().cause();
}

TEST(CheckWriteTest, WithoutSchemaEverythingFits) {
  EXPECT_EQ(Cause(Keeping(Keep::kOne), Reduce("{}")), "");
  EXPECT_EQ(Cause(Keeping(Keep::kOne), Overwrite("{}")), "");
}

TEST(CheckWriteTest, TheSchemaDescribesTheWrite) {
  const Channel plain = WithSchema(Keeping(Keep::kOne), R"({"type":"integer"})");
  EXPECT_EQ(Cause(plain, Reduce("1")), "");
  EXPECT_EQ(Cause(plain, Reduce("\"1\"")), "expected integer, found string");
  EXPECT_EQ(Cause(plain, Overwrite("\"1\"")), "expected integer, found string");
  const Channel list = WithSchema(Reduced("append"), R"({"type":"integer"})");
  EXPECT_EQ(Cause(list, Reduce("1")), "");
  EXPECT_EQ(Cause(list, Reduce("[1]")), "expected integer, found array");
}

TEST(CheckWriteTest, AnOverwriteIsTheWhole) {
  const Channel list = WithSchema(Reduced("append"), R"({"type":"integer"})");
  EXPECT_EQ(Cause(list, Overwrite("[1,2]")), "");
  EXPECT_EQ(Cause(list, Overwrite("[1,\"2\"]")), "element 1: expected integer, found string");
  EXPECT_EQ(Cause(list, Overwrite("1")), "the reducer append cannot go on from int");
  EXPECT_EQ(Cause(Reduced("sum"), Overwrite("\"1\"")), "the reducer sum cannot go on from string");
  const Channel joined =
      WithSchema(Reduced("concat"), R"({"type":"array","items":{"type":"integer"}})");
  EXPECT_EQ(Cause(joined, Overwrite("[1]")), "");
  EXPECT_EQ(Cause(joined, Overwrite("[\"1\"]")), "/0: expected integer, found string");
}

}  // namespace
}  // namespace dashflow::channel
