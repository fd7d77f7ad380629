// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "host/http/socket/frames.h"
#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kUpgrade =
    "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

std::string Text(std::string_view text) { return ClientFrame(0x81, text); }

// Sends back what comes, until there is nothing more.
void Echo(const WebSocketPtr& socket) {
  socket->Receive([socket](std::optional<std::string> text) {
    if (!text) return;
    socket->Send("echo " + *text);
    Echo(socket);
  });
}

class SocketTest : public testing::TestWithParam<RunsOn> {
 protected:
  void Start(SocketHandler handler, const Limits& limits = {}) {
    std::vector<Route> routes;
    routes.push_back({.pattern = "/talk/{name}",
                      .operation = "talk",
                      .runs_on = GetParam(),
                      .query = {{"n", R"({"type":"integer"})"}},
                      .socket = std::move(handler)});
    fixture_.Start(std::move(routes), limits);
  }
  RawClient Talk() {
    RawClient client = fixture_.Connect();
    client.Send(RequestText("GET", "/talk/a", {}, kUpgrade));
    const RawAnswer answer = client.Read();
    EXPECT_EQ(answer.status, 101);
    EXPECT_EQ(answer.headers.at("upgrade"), "websocket");
    EXPECT_EQ(answer.headers.at("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    return client;
  }
  static void Expect(RawClient& client, const std::string& bytes) {
    while (client.buffer().size() < bytes.size() && client.Fill()) {
    }
    ASSERT_EQ(client.buffer().substr(0, bytes.size()), bytes);
    client.buffer().erase(0, bytes.size());
  }

  ServerFixture fixture_;
};

TEST_P(SocketTest, MessagesBothWays) {
  Start([](const http::Request& request, const WebSocketPtr& socket) {
    socket->Send("hello " + request.arguments.front());
    Echo(socket);
  });
  RawClient client = Talk();
  Expect(client, FrameOf(FrameKind::kText, "hello a"));
  client.Send(Text("one") + Text("two"));
  Expect(client, FrameOf(FrameKind::kText, "echo one"));
  Expect(client, FrameOf(FrameKind::kText, "echo two"));
  client.Send(ClientFrame(0x89, "p"));
  Expect(client, FrameOf(FrameKind::kPong, "p"));
  client.Send(ClientFrame(0x88, "\x03\xe8"));
  Expect(client, CloseFrame(1000, {}));
  EXPECT_TRUE(client.IsAtEnd());
}

TEST_P(SocketTest, WhatComesWithTheRequestIsNotLost) {
  Start([](const http::Request&, const WebSocketPtr& socket) { Echo(socket); });
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/talk/a", {}, kUpgrade) + Text("early"));
  EXPECT_EQ(client.Read().status, 101);
  Expect(client, FrameOf(FrameKind::kText, "echo early"));
}

TEST_P(SocketTest, WhoeverLetsGoHasClosed) {
  Start([](const http::Request&, const WebSocketPtr&) {});
  RawClient client = Talk();
  Expect(client, CloseFrame(1000, {}));
  EXPECT_TRUE(client.IsAtEnd());
}

TEST_P(SocketTest, ACloseIsBehindWhatWasSent) {
  Start([](const http::Request&, const WebSocketPtr& socket) {
    socket->Send("last");
    socket->Close(1013, "later");
    EXPECT_FALSE(socket->Send("too late"));
  });
  RawClient client = Talk();
  Expect(client, FrameOf(FrameKind::kText, "last") + CloseFrame(1013, "later"));
}

TEST_P(SocketTest, TheHandlerIsToldThatTheClientIsGone) {
  std::promise<bool> ended;
  Start([&ended](const http::Request&, const WebSocketPtr& socket) {
    socket->Receive([&ended, socket](const std::optional<std::string>& text) {
      ended.set_value(!text && socket->gone());
    });
  });
  RawClient client = Talk();
  client.CloseHard();
  auto end = ended.get_future();
  ASSERT_EQ(end.wait_for(seconds(20)), std::future_status::ready);
  EXPECT_TRUE(end.get());
}

TEST_P(SocketTest, WhatCannotBeReadClosesIt) {
  Start([](const http::Request&, const WebSocketPtr& socket) { Echo(socket); },
        {.body_bytes = 100});
  for (const auto& [bytes, code] : {std::pair{std::string("\x81\x01x"), 1002},
                                    {ClientFrame(0x82, "x"), 1003},
                                    {Text("\xff"), 1007},
                                    {Text(std::string(101, 'x')), 1009}}) {
    RawClient client = Talk();
    client.Send(bytes);
    while (client.buffer().size() < 4 && client.Fill()) {
    }
    EXPECT_EQ(client.buffer().substr(2, 2),
              CloseFrame(static_cast<std::uint16_t>(code), {}).substr(2));
  }
}

TEST_P(SocketTest, NobodyReadsAheadOfWhoDoesNotAsk) {
  std::promise<WebSocketPtr> held;
  Start([&held](const http::Request&, WebSocketPtr socket) { held.set_value(std::move(socket)); },
        {.stream_bytes = 1000});
  RawClient client = Talk();
  const WebSocketPtr socket = held.get_future().get();
  constexpr int kMessages = 20'000;
  std::thread sender([&client] {
    const std::string message = Text(std::string(1000, 'x'));
    for (int i = 0; i < kMessages; ++i) client.Send(message);
  });
  for (int i = 0; i < kMessages; ++i) {
    std::promise<std::size_t> size;
    socket->Receive(
        [&size](const std::optional<std::string>& text) { size.set_value(text->size()); });
    ASSERT_EQ(size.get_future().get(), 1000U);
  }
  sender.join();
}

TEST_P(SocketTest, ASilentClientIsAskedAndThenLeft) {
  Start([](const http::Request&, const WebSocketPtr& socket) { Echo(socket); },
        {.idle_time = milliseconds(60)});
  RawClient client = Talk();
  Expect(client, FrameOf(FrameKind::kPing, {}));
  client.Send(ClientFrame(0x8a, {}));
  while (client.Fill()) {
  }
  EXPECT_THAT(client.buffer(), testing::StartsWith(FrameOf(FrameKind::kPing, {})));
}

TEST_P(SocketTest, WhoAsksOtherwiseIsTold) {
  Start([](const http::Request&, const WebSocketPtr&) {});
  const RawAnswer page = fixture_.Get("/talk/a");
  EXPECT_EQ(page.status, 426);
  EXPECT_THAT(page.body, testing::HasSubstr("upgrade_required"));
  RawClient client = fixture_.Connect();
  EXPECT_EQ(client.Ask(RequestText("GET", "/talk/a?n=x", {}, kUpgrade)).status, 422);
  EXPECT_EQ(client.Ask(RequestText("POST", "/talk/a", {}, kUpgrade)).status, 405);
}

INSTANTIATE_TEST_SUITE_P(OnEachThread, SocketTest,
                         testing::Values(RunsOn::kIoThread, RunsOn::kBlocking));

}  // namespace
}  // namespace dashflow::http
