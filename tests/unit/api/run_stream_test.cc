// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/run_stream.h"

#include <gmock/gmock.h>

#include "tests/support/api/fake_body.h"

namespace dashflow::api {
namespace {

using dashflow::testing::FakeBody;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Its readers are cut off when the test lets go of it: they and it hold each other until then.
RunStreamPtr Stream(RunStream::Options options = {}) {
  const auto stream = std::make_shared<RunStream>(std::move(options));
  return {stream.get(), [stream](RunStream*) { stream->Cut(); }};
}

std::shared_ptr<FakeBody> Read(const RunStreamPtr& stream, StreamReader::Options options = {},
                               std::size_t room = SIZE_MAX) {
  auto body = std::make_shared<FakeBody>(room);
  stream->Join(body, std::move(options));
  return body;
}

TEST(RunStream, WritesFramesAsClientsReadThem) {
  const auto stream = Stream();
  const auto body = Read(stream);
  stream->Push("values", Value::EmptyObject().Set("n", 1));
  EXPECT_EQ(body->text(), "event: values\ndata: {\"n\":1}\nid: 0\n\n");
  stream->End();
  EXPECT_TRUE(body->closed());
  EXPECT_EQ(stream->readers(), 0U);
}

TEST(RunStream, GivesWhoComesLateWhatIsKept) {
  const auto stream = Stream();
  for (int i = 0; i < 3; ++i) stream->Push("values", i);
  const auto body = Read(stream);
  const auto again = Read(stream, {.from = 2});
  stream->End();
  EXPECT_THAT(body->Events(), ElementsAre("values 0", "values 1", "values 2"));
  EXPECT_THAT(again->Events(), ElementsAre("values 2"));
  const auto after = Read(stream, {.from = 1});
  EXPECT_THAT(after->Events(), ElementsAre("values 1", "values 2"));
  EXPECT_TRUE(after->closed());
}

TEST(RunStream, GivesAReaderItsModesWithThoseOfSubworkflows) {
  const auto stream = Stream();
  const auto body = Read(stream, {.modes = ModeFilter({"updates"})});
  stream->Push("metadata", {});
  stream->Push("values", 1);
  stream->Push("updates|review:1", 2);
  stream->Push("error", {});
  EXPECT_THAT(body->Events(), ElementsAre("metadata 0", "updates|review:1 2", "error 3"));
}

TEST(RunStream, TellsASlowReaderHowMuchItMissed) {
  const auto stream = Stream({.kept = {.frames = 4}});
  const auto body = Read(stream, {}, 1);
  for (int i = 0; i < 10; ++i) stream->Push("values", i);
  EXPECT_THAT(body->Events(), ElementsAre("values 0"));
  body->Read(100);
  EXPECT_THAT(body->Events(),
              ElementsAre("values 0", "gap", "values 6", "values 7", "values 8", "values 9"));
  EXPECT_THAT(body->text(), HasSubstr("data: {\"dropped\":5,\"next\":6}\n"));
  EXPECT_EQ(stream->dropped(), 5U);
}

TEST(RunStream, CutsASlowReaderOffThatWantsThat) {
  const auto stream = Stream({.kept = {.frames = 4}});
  const auto body = Read(stream, {.leaves_when_slow = true}, 1);
  for (int i = 0; i < 10; ++i) stream->Push("values", i);
  body->Read(100);
  EXPECT_THAT(body->Events(), ElementsAre("values 0"));
  EXPECT_FALSE(body->closed());
  EXPECT_EQ(body.use_count(), 1);  // let go of: cut off
}

TEST(RunStream, ForgetsAReaderThatIsGone) {
  const auto stream = Stream();
  int gone = 0;
  const auto body = Read(stream, {.on_gone = [&gone] { ++gone; }});
  body->GoAway();
  EXPECT_EQ(gone, 1);
  EXPECT_EQ(stream->readers(), 0U);
  stream->Push("values", 1);
  EXPECT_THAT(body->Events(), IsEmpty());
}

TEST(RunStream, GivesSignsOfLifeToWhoGotNothing) {
  const auto stream = Stream();
  const auto body = Read(stream);
  stream->Push("values", 1);
  stream->Beat();
  EXPECT_THAT(body->text(), ::testing::Not(HasSubstr("heartbeat")));
  stream->Beat();
  EXPECT_THAT(body->text(), ::testing::EndsWith(": heartbeat\n\n"));
}

TEST(RunStream, LetsAnotherThreadWriteToMany) {
  std::vector<std::function<void()>> soon;
  const auto stream =
      Stream({.soon = [&soon](std::function<void()> call) { soon.push_back(std::move(call)); }});
  std::vector<std::shared_ptr<FakeBody>> bodies(10);
  for (auto& body : bodies) body = Read(stream);
  stream->Push("values", 1);
  stream->Push("values", 2);
  ASSERT_EQ(soon.size(), 1U);
  EXPECT_THAT(bodies[0]->Events(), IsEmpty());
  soon[0]();
  for (const auto& body : bodies) EXPECT_THAT(body->Events(), ElementsAre("values 0", "values 1"));
}

TEST(RunStream, CutsEverybodyOffWhereItGoesOnElsewhere) {
  const auto stream = Stream();
  const auto body = Read(stream);
  stream->Cut();
  EXPECT_FALSE(body->closed());
  EXPECT_EQ(body.use_count(), 1);
}

}  // namespace
}  // namespace dashflow::api
