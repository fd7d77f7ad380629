// SPDX-License-Identifier: Apache-2.0
#include "host/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <optional>
#include <stdexcept>

#include "host/value/json.h"
#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

Route Echo(Method method, std::string_view pattern, RunsOn runs_on) {
  return {.method = method,
          .pattern = pattern,
          .operation = "echo",
          .runs_on = runs_on,
          .body = "{}",
          .handle = [](const http::Request& request, Reply reply) {
            reply.Send(Value::EmptyObject()
                           .Set("path", request.path)
                           .Set("n", request.Query("n").value_or("none"))
                           .Set("body", request.body));
          }};
}

// Keeps its replies for the test.
struct Held {
  std::promise<void> come;
  std::optional<Reply> reply;

  Route route(RunsOn runs_on = RunsOn::kIoThread) {
    return {.method = Method::kPost,
            .pattern = "/held",
            .operation = "held",
            .runs_on = runs_on,
            .handle = [this](const http::Request&, Reply given) {
              reply.emplace(std::move(given));
              come.set_value();
            }};
  }
  void Await() { come.get_future().wait(); }
};

std::vector<Route> One(Route route) {
  std::vector<Route> routes;
  routes.push_back(std::move(route));
  return routes;
}

class ServerTest : public testing::Test {
 protected:
  ServerFixture fixture_;
};

TEST_F(ServerTest, Ok) {
  fixture_.Start({});
  const RawAnswer answer = fixture_.Get("/ok");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"ok":true})");
  EXPECT_EQ(answer.headers.at("content-type"), "application/json");
  EXPECT_EQ(answer.headers.at("x-request-id").size(), 36U);
}

TEST_F(ServerTest, AHandlerSeesTheRequest) {
  for (const RunsOn runs_on : {RunsOn::kIoThread, RunsOn::kBlocking}) {
    fixture_.Start(One(Echo(Method::kPost, "/echo/{name}", runs_on)));
    const RawAnswer answer =
        fixture_.Connect().Ask(RequestText("POST", "/echo/a%20b?n=1", R"({"x":[1,2]})"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"path":"/echo/a b","n":"1","body":{"x":[1,2]}})");
    fixture_.End();
  }
}

TEST_F(ServerTest, OneConnectionTakesManyRequests) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kBlocking)));
  RawClient client = fixture_.Connect();
  for (int i = 0; i < 20; ++i) {
    const std::string n = std::to_string(i);
    EXPECT_THAT(client.Ask(RequestText("POST", "/echo?n=" + n)).body,
                HasSubstr("\"n\":\"" + n + "\""));
  }
}

TEST_F(ServerTest, RequestsThatCameAtOnceAreAnsweredInTheirOrder) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kBlocking)));
  RawClient client = fixture_.Connect();
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += RequestText("POST", "/echo?n=" + std::to_string(i), std::string(700, ' ') + "1");
  client.Send(all);
  for (int i = 0; i < 50; ++i) {
    const RawAnswer answer = client.Read();
    ASSERT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr("\"n\":\"" + std::to_string(i) + "\""));
  }
}

TEST_F(ServerTest, ARequestInPieces) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kIoThread)));
  RawClient client = fixture_.Connect();
  for (const char c : RequestText("POST", "/echo", R"({"a":1})")) client.Send({&c, 1});
  EXPECT_THAT(client.Read().body, HasSubstr(R"({"a":1})"));
}

TEST_F(ServerTest, AChunkedBodyOfARequest) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kBlocking)));
  const RawAnswer answer = fixture_.Connect().Ask(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n");
  EXPECT_THAT(answer.body, HasSubstr("[1,2]"));
}

TEST_F(ServerTest, AClientMayAskFirst) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kBlocking)));
  RawClient client = fixture_.Connect();
  client.Send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
      "2\r\n\r\n");
  EXPECT_EQ(client.Read(false).status, 100);
  EXPECT_EQ(client.Ask("[]").status, 200);
}

TEST_F(ServerTest, HeadHasNoBody) {
  fixture_.Start({});
  RawClient client = fixture_.Connect();
  client.Send(RequestText("HEAD", "/ok"));
  const RawAnswer answer = client.Read(false);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("content-length"), "11");
  EXPECT_EQ(client.Ask(RequestText("GET", "/ok")).body, R"({"ok":true})");
}

TEST_F(ServerTest, OptionsNamesTheMethods) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kBlocking)));
  const RawAnswer answer = fixture_.Connect().Ask(RequestText("OPTIONS", "/echo"));
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.headers.at("allow"), "POST, OPTIONS");
  EXPECT_FALSE(answer.headers.contains("content-length"));
}

TEST_F(ServerTest, ErrorsHaveACodeAndANextStep) {
  fixture_.Start(One(Echo(Method::kPost, "/echo", RunsOn::kBlocking)));
  RawClient client = fixture_.Connect();
  const RawAnswer nothing = client.Ask(RequestText("GET", "/nothing"));
  EXPECT_EQ(nothing.status, 404);
  const Value body = ParseJson(nothing.body).value();
  EXPECT_EQ(body.Find("error")->Find("code")->as_text(), "route_not_found");
  EXPECT_FALSE(body.Find("error")->Find("fix")->as_text().empty());
  for (const char* method : {"GET", "DELETE", "BREW"}) {
    const RawAnswer wrong = client.Ask(RequestText(method, "/echo"));
    EXPECT_EQ(wrong.status, 405) << method;
    EXPECT_EQ(wrong.headers.at("allow"), "POST, OPTIONS");
  }
  EXPECT_EQ(client.Ask(RequestText("POST", "/echo", "{")).status, 400);
  EXPECT_EQ(client.Ask(RequestText("POST", "/%ff")).status, 400);
}

TEST_F(ServerTest, AnOldClientIsAnsweredAndLeft) {
  fixture_.Start({});
  RawClient client = fixture_.Connect();
  EXPECT_EQ(client.Ask("GET /ok HTTP/1.0\r\n\r\n").status, 200);
  EXPECT_TRUE(client.IsAtEnd());
}

TEST_F(ServerTest, WhoeverLetsGoOfAReplyHasAnswered500) {
  fixture_.Start(One({.pattern = "/drop", .handle = [](const http::Request&, const Reply&) {}}));
  EXPECT_EQ(fixture_.Get("/drop").status, 500);
}

TEST_F(ServerTest, AHandlerThatThrowsHasAnswered500) {
  fixture_.Start(One({.pattern = "/throw", .handle = [](const http::Request&, const Reply&) {
                        throw std::runtime_error("a secret");
                      }}));
  const RawAnswer answer = fixture_.Get("/throw");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
}

TEST_F(ServerTest, AnAnswerMayComeLaterFromAnotherThread) {
  Held held;
  fixture_.Start(One(held.route()));
  RawClient client = fixture_.Connect();
  client.Send(RequestText("POST", "/held"));
  held.Await();
  std::thread([&held] { held.reply->Send(Value("late")); }).join();
  EXPECT_EQ(client.Read().body, "\"late\"");
  EXPECT_EQ(client.Ask(RequestText("GET", "/ok")).status, 200);
}

TEST_F(ServerTest, AHeaderCannotBreakOutOfItsLine) {
  fixture_.Start(One({.pattern = "/split", .handle = [](const http::Request&, Reply reply) {
                        reply.Send(Response{.headers = {{"x-text", "a\r\nx-evil: 1"}}});
                      }}));
  const RawAnswer answer = fixture_.Get("/split");
  EXPECT_EQ(answer.headers.at("x-text"), "ax-evil: 1");
  EXPECT_FALSE(answer.headers.contains("x-evil"));
}

TEST_F(ServerTest, WhoWaitsIsToldThatTheClientIsGone) {
  Held held;
  fixture_.Start(One(held.route()));
  RawClient client = fixture_.Connect();
  client.Send(RequestText("POST", "/held"));
  held.Await();
  std::promise<void> gone;
  held.reply->OnGone([&gone] { gone.set_value(); });
  client.Close();
  EXPECT_EQ(gone.get_future().wait_for(seconds(20)), std::future_status::ready);
  held.reply->Send(Value("to nobody"));
}

TEST_F(ServerTest, AFullPoolIsBusy) {
  Held held;
  std::promise<void> go;
  const auto gone = go.get_future().share();
  std::promise<void> in;
  fixture_.Start(One({.pattern = "/slow",
                      .handle =
                          [&in, gone](const http::Request&, Reply reply) {
                            in.set_value();
                            gone.wait();
                            reply.Send(Value(1));
                          }}),
                 {.blocking = 1, .waiting = 0});
  RawClient first = fixture_.Connect();
  first.Send(RequestText("GET", "/slow"));
  in.get_future().wait();
  const RawAnswer busy = fixture_.Get("/slow");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.headers.at("retry-after"), "1");
  EXPECT_EQ(ParseJson(busy.body)->Find("error")->Find("code")->as_text(), "server_busy");
  EXPECT_EQ(fixture_.Get("/ok").status, 200) << "what does not wait goes on";
  go.set_value();
  EXPECT_EQ(first.Read().status, 200);
}

TEST_F(ServerTest, WhatIsUrgentIsTakenByAFullPool) {
  std::promise<void> go;
  const auto gone = go.get_future().share();
  std::promise<void> in;
  std::vector<http::Route> routes =
      One({.pattern = "/slow", .handle = [&in, gone](const http::Request&, Reply reply) {
             in.set_value();
             gone.wait();
             reply.Send(Value(1));
           }});
  routes.push_back({.pattern = "/urgent",
                    .is_urgent = true,
                    .handle = [](const http::Request&, Reply reply) { reply.Send(Value(2)); }});
  fixture_.Start(std::move(routes), {.blocking = 1, .waiting = 0});
  RawClient first = fixture_.Connect();
  first.Send(RequestText("GET", "/slow"));
  in.get_future().wait();
  RawClient urgent = fixture_.Connect();
  urgent.Send(RequestText("GET", "/urgent"));
  EXPECT_EQ(fixture_.Get("/slow").status, 503);
  go.set_value();
  EXPECT_EQ(urgent.Read().body, "2");
  EXPECT_EQ(first.Read().status, 200);
}

TEST_F(ServerTest, AStopLetsAnswersEnd) {
  Held held;
  fixture_.Start(One(held.route()));
  RawClient idle = fixture_.Connect();
  EXPECT_EQ(idle.Ask(RequestText("GET", "/ok")).status, 200);
  RawClient busy = fixture_.Connect();
  busy.Send(RequestText("POST", "/held"));
  held.Await();
  fixture_.server().StopAccepting();
  EXPECT_TRUE(idle.IsAtEnd());
  held.reply->Send(Value("last"));
  const RawAnswer answer = busy.Read();
  EXPECT_EQ(answer.body, "\"last\"");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  fixture_.server().Stop(seconds(20));
  EXPECT_TRUE(busy.IsAtEnd());
}

TEST_F(ServerTest, AStopCutsOffWhatDoesNotEnd) {
  Held held;
  fixture_.Start(One(held.route()));
  RawClient client = fixture_.Connect();
  client.Send(RequestText("POST", "/held"));
  held.Await();
  fixture_.server().Stop(std::chrono::milliseconds(1));
  EXPECT_TRUE(client.IsAtEnd());
  fixture_.End();
  held.reply->Send(Value("after the server"));
}

TEST_F(ServerTest, AUnixSocket) {
  const std::string path = testing::TempDir() + "/http-" + std::to_string(::getpid()) + ".sock";
  for (int i = 0; i < 2; ++i) {
    SystemClock clock;
    SeededRandom random(1);
    NullLog log;
    telemetry::Registry metrics;
    Options options;
    options.socket = path;
    auto server = Server::Start(std::move(options), {clock, random, log, metrics}, {});
    ASSERT_TRUE(server.has_value()) << server.error().message();
    EXPECT_EQ((*server)->urls(), std::vector<std::string>{"unix:" + path});
    RawClient client("unix:" + path);
    EXPECT_EQ(client.Ask(RequestText("GET", "/ok")).status, 200);
    Options second;
    second.socket = path;
    EXPECT_EQ(Server::Start(std::move(second), {clock, random, log, metrics}, {}).error().code(),
              "listen_failed");
  }
  EXPECT_NE(::access(path.c_str(), F_OK), 0) << "the socket was left over";
}

TEST(ListenTest, AddressesThatCannotBe) {
  SystemClock clock;
  SeededRandom random(1);
  NullLog log;
  telemetry::Registry metrics;
  for (const char* address : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:http",
                              "::1:2024", "192.0.2.1:0", "no.such.host.invalid:0"}) {
    Options options;
    options.listen = {address};
    const auto server = Server::Start(std::move(options), {clock, random, log, metrics}, {});
    ASSERT_TRUE(server.has_error()) << address;
    EXPECT_EQ(server.error().code(), "listen_failed") << address;
    EXPECT_FALSE(server.error().cause().empty()) << address;
  }
}

}  // namespace
}  // namespace dashflow::http
