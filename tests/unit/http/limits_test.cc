// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/value/json.h"
#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

using std::chrono::milliseconds;

class LimitsTest : public testing::Test {
 protected:
  void Start(const Limits& limits) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::kPost,
         .pattern = "/echo",
         .operation = "echo",
         .body = "{}",
         .handle = [](const http::Request& request, Reply reply) { reply.Send(request.body); }});
    fixture_.Start(std::move(routes), limits);
  }
  // Whatever was sent, the server still serves.
  void ExpectAlive() { EXPECT_EQ(fixture_.Get("/ok").status, 200); }
  // The answer to bytes after which the connection ends.
  RawAnswer LastAnswer(std::string_view bytes) {
    RawClient client = fixture_.Connect();
    client.TrySend(bytes);
    const RawAnswer answer = client.Read();
    EXPECT_TRUE(client.IsAtEnd());
    return answer;
  }
  int Last(std::string_view bytes) { return LastAnswer(bytes).status; }
  std::string CodeOf(std::string_view bytes) {
    const auto body = ParseJson(LastAnswer(bytes).body);
    return body.has_value() ? std::string(body->Find("error")->Find("code")->as_text()) : "";
  }

  ServerFixture fixture_;
};

TEST_F(LimitsTest, HeadersThatAreTooLarge) {
  Start({.head_bytes = 1000});
  EXPECT_EQ(
      Last("GET /ok HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(2000, 'a') + "\r\n\r\n"),
      431);
  EXPECT_EQ(CodeOf("GET /" + std::string(5000, 'a')), "headers_too_large");
  ExpectAlive();
}

TEST_F(LimitsTest, TooManyHeaders) {
  Start({.headers = 10});
  std::string headers;
  for (int i = 0; i < 11; ++i) headers += "A: b\r\n";
  EXPECT_EQ(Last("GET /ok HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"), 431);
  ExpectAlive();
}

TEST_F(LimitsTest, ABodyThatIsTooLarge) {
  Start({.body_bytes = 1000});
  EXPECT_EQ(Last(RequestText("POST", "/echo", std::string(1001, ' '))), 413);
  EXPECT_EQ(CodeOf(RequestText("POST", "/echo", std::string(300'000, ' '))), "body_too_large");
  EXPECT_EQ(Last("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "400\r\n" +
                 std::string(1024, ' ') + "\r\n0\r\n\r\n"),
            413);
  EXPECT_EQ(
      fixture_.Connect().Ask(RequestText("POST", "/echo", std::string(999, ' ') + "1")).status,
      200);
}

TEST_F(LimitsTest, ABodyOfNoRouteIsNotReadOn) {
  Start({});
  EXPECT_EQ(Last(RequestText("POST", "/nothing", std::string(300'000, ' '))), 404);
  ExpectAlive();
}

TEST_F(LimitsTest, TooManyConnections) {
  Start({.connections = 2});
  RawClient first = fixture_.Connect();
  EXPECT_EQ(first.Ask(RequestText("GET", "/ok")).status, 200);
  RawClient second = fixture_.Connect();
  EXPECT_EQ(second.Ask(RequestText("GET", "/ok")).status, 200);
  RawClient third = fixture_.Connect();
  EXPECT_EQ(third.Read().status, 503);
  EXPECT_TRUE(third.IsAtEnd());
  EXPECT_EQ(first.Ask(RequestText("GET", "/ok")).status, 200);
}

TEST_F(LimitsTest, RequestsOfAConnection) {
  Start({.requests = 3});
  RawClient client = fixture_.Connect();
  for (int i = 0; i < 2; ++i)
    EXPECT_FALSE(client.Ask(RequestText("GET", "/ok")).headers.contains("connection"));
  EXPECT_EQ(client.Ask(RequestText("GET", "/ok")).headers.at("connection"), "close");
  EXPECT_TRUE(client.IsAtEnd());
}

TEST_F(LimitsTest, ASlowHead) {
  Start({.head_time = milliseconds(50)});
  EXPECT_EQ(Last("GET /ok HTTP/1.1\r\nHost:"), 408);
  EXPECT_EQ(CodeOf("GET"), "request_timeout");
  ExpectAlive();
}

TEST_F(LimitsTest, ASecondSlowHead) {
  Start({.head_time = milliseconds(50)});
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/ok") + "GET");
  EXPECT_EQ(client.Read().status, 200);
  EXPECT_EQ(client.Read().status, 408);
  EXPECT_TRUE(client.IsAtEnd());
}

TEST_F(LimitsTest, ASlowBody) {
  Start({.body_time = milliseconds(50)});
  EXPECT_EQ(Last("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123"), 408);
  ExpectAlive();
}

TEST_F(LimitsTest, WhoSaysNothingIsLeft) {
  Start({.head_time = milliseconds(50), .idle_time = milliseconds(50)});
  RawClient silent = fixture_.Connect();
  EXPECT_TRUE(silent.IsAtEnd());
  RawClient idle = fixture_.Connect();
  EXPECT_EQ(idle.Ask(RequestText("GET", "/ok")).status, 200);
  EXPECT_TRUE(idle.IsAtEnd());
}

TEST_F(LimitsTest, AHalfRequest) {
  Start({});
  for (const char* half :
       {"GET /ok HT", "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12"}) {
    RawClient client = fixture_.Connect();
    client.Send(half);
    client.EndSending();
    EXPECT_EQ(client.Read().status, 400) << half;
    EXPECT_TRUE(client.IsAtEnd());
  }
  ExpectAlive();
}

TEST_F(LimitsTest, WhatIsNoHttp) {
  Start({});
  EXPECT_EQ(Last("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n"), 400);
  EXPECT_EQ(Last("SSH-2.0-OpenSSH_9.2\r\n\r\n"), 400);
  EXPECT_EQ(Last("GET /ok HTTP/1.1\r\nHost : localhost\r\n\r\n"), 400);
  EXPECT_EQ(Last("GET /ok HTTP/2.0\r\n\r\n"), 400);
  EXPECT_EQ(Last("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"), 400);
  EXPECT_EQ(Last("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                 "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            400);
  EXPECT_EQ(
      Last("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
      400);
  ExpectAlive();
}

TEST_F(LimitsTest, WhoLeavesInTheMiddle) {
  Start({});
  for (const char* half :
       {"", "G", "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1"}) {
    RawClient client = fixture_.Connect();
    client.Send(half);
    client.CloseHard();
  }
  ExpectAlive();
}

}  // namespace
}  // namespace dashflow::http
