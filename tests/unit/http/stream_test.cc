// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <future>
#include <mutex>

#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class StreamTest : public testing::Test {
 protected:
  void Start(const Limits& limits = {}) {
    std::vector<Route> routes;
    routes.push_back({.pattern = "/stream",
                      .operation = "stream",
                      .runs_on = RunsOn::kIoThread,
                      .handle = [this](const http::Request&, Reply reply) {
                        stream_.set_value(reply.Begin({.type = "text/event-stream"}));
                      }});
    fixture_.Start(std::move(routes), limits);
  }
  BodyStreamPtr Stream() { return stream_.get_future().get(); }

  std::promise<BodyStreamPtr> stream_;
  ServerFixture fixture_;
};

TEST_F(StreamTest, ComesAsItIsMade) {
  Start();
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  const BodyStreamPtr stream = Stream();
  for (const std::string chunk : {"one", "two"}) {
    EXPECT_TRUE(stream->Write(chunk));
    while (client.buffer().find(chunk) == std::string::npos) ASSERT_TRUE(client.Fill());
  }
  EXPECT_TRUE(stream->Write(""));
  EXPECT_TRUE(stream->Write("three"));
  stream->Close();
  EXPECT_FALSE(stream->Write("late"));
  const RawAnswer answer = client.Read();
  EXPECT_EQ(answer.headers.at("content-type"), "text/event-stream");
  EXPECT_EQ(answer.body, "onetwothree");
  EXPECT_FALSE(answer.is_cut_off);
  EXPECT_EQ(client.Ask(RequestText("GET", "/ok")).status, 200) << "the connection goes on";
}

TEST_F(StreamTest, WithoutCloseItIsCutOff) {
  Start();
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  BodyStreamPtr stream = Stream();
  EXPECT_TRUE(stream->Write("one"));
  stream.reset();
  const RawAnswer answer = client.Read();
  EXPECT_EQ(answer.body, "one");
  EXPECT_TRUE(answer.is_cut_off);
}

TEST_F(StreamTest, AnOldClientReadsToTheEnd) {
  Start();
  RawClient client = fixture_.Connect();
  client.Send("GET /stream HTTP/1.0\r\nHost: localhost\r\n\r\n");
  const BodyStreamPtr stream = Stream();
  EXPECT_TRUE(stream->Write("one"));
  stream->Close();
  EXPECT_EQ(client.Read(false).headers.contains("transfer-encoding"), false);
  while (client.Fill()) {
  }
  EXPECT_EQ(client.buffer(), "one");
}

TEST_F(StreamTest, HeadHasNoStream) {
  Start();
  RawClient client = fixture_.Connect();
  client.Send(RequestText("HEAD", "/stream"));
  EXPECT_EQ(client.Read(false).status, 200);
  EXPECT_FALSE(Stream()->Write("one"));
  EXPECT_EQ(client.Ask(RequestText("GET", "/ok")).status, 200);
}

TEST_F(StreamTest, WhoWritesIsToldThatTheClientIsGone) {
  Start();
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  const BodyStreamPtr stream = Stream();
  std::promise<void> gone;
  stream->OnGone([&gone] { gone.set_value(); });
  client.CloseHard();
  ASSERT_EQ(gone.get_future().wait_for(seconds(20)), std::future_status::ready);
  EXPECT_TRUE(stream->gone());
  EXPECT_FALSE(stream->Write("one"));
  std::promise<void> again;
  stream->OnGone([&again] { again.set_value(); });
  EXPECT_EQ(again.get_future().wait_for(seconds(0)), std::future_status::ready);
}

TEST_F(StreamTest, AClientThatDoesNotReadHoldsNoMoreThanTheBound) {
  Start({.stream_bytes = 10'000});
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  const BodyStreamPtr stream = Stream();
  const std::string chunk(4000, 'x');
  std::size_t written = 0;
  // The system's own buffers are full at some time.
  for (int refused = 0; refused < 200;) {
    const bool is_taken = stream->Write(chunk);
    written += is_taken ? chunk.size() : 0;
    refused = is_taken ? 0 : refused + 1;
    if (!is_taken) std::this_thread::yield();
  }
  std::promise<void> room;
  stream->OnRoom([&room] { room.set_value(); });
  std::string read;
  std::thread reader([&] {
    const RawAnswer answer = client.Read();
    read = answer.body;
  });
  ASSERT_EQ(room.get_future().wait_for(seconds(20)), std::future_status::ready);
  while (!stream->Write("end")) std::this_thread::yield();
  stream->Close();
  reader.join();
  EXPECT_EQ(read.size(), written + 3);
}

TEST_F(StreamTest, AClientThatNeverReadsIsLeft) {
  Start({.stream_bytes = 10'000, .write_time = milliseconds(100)});
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  const BodyStreamPtr stream = Stream();
  std::promise<void> gone;
  stream->OnGone([&gone] { gone.set_value(); });
  const auto left = gone.get_future();
  while (left.wait_for(milliseconds(1)) != std::future_status::ready)
    stream->Write(std::string(4000, 'x'));
  EXPECT_TRUE(stream->gone());
}

TEST_F(StreamTest, AChunkLargerThanTheBoundIsTakenAlone) {
  Start({.stream_bytes = 10});
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  const BodyStreamPtr stream = Stream();
  const std::string chunk(100'000, 'x');
  EXPECT_TRUE(stream->Write(chunk));
  stream->Close();
  EXPECT_EQ(client.Read().body, chunk);
}

}  // namespace
}  // namespace dashflow::http
