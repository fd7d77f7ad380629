// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "host/http/page/docs.h"
#include "host/http/page/openapi.h"
#include "host/value/json.h"
#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

using testing::HasSubstr;

Route State() {
  return {.method = Method::kPost,
          .pattern = "/threads/{thread_id:uuid}/state/{name}",
          .operation = "state",
          .tag = "Threads",
          .summary = "Sets <it>",
          .scope = Scope::kWrite,
          .body = R"({"type":"object"})",
          .needs_body = true,
          .query = {{"limit", R"({"type":"integer"})", "How many"},
                    {"mode", R"({"type":"string"})", "Which", true}},
          .reply = R"({"type":"array"})",
          .handle = [](const http::Request&, Reply reply) { reply.Send(Value(1)); }};
}

std::vector<Route> One(Route route) {
  std::vector<Route> routes;
  routes.push_back(std::move(route));
  return routes;
}

TEST(OpenApiTest, ARoute) {
  const Value document = OpenApi(One(State()), "1.2.3");
  EXPECT_EQ(document.Find("openapi")->as_text(), "3.1.0");
  const Value* path = document.Find("paths")->Find("/threads/{thread_id}/state/{name}");
  ASSERT_NE(path, nullptr) << ToPrettyJson(document);
  const Value& operation = *path->Find("post");
  EXPECT_EQ(operation.Find("operationId")->as_text(), "state");
  EXPECT_EQ(ToJson(operation.Find("parameters")->At(0)),
            R"({"name":"thread_id","in":"path","required":true,)"
            R"("schema":{"type":"string","format":"uuid"}})");
  EXPECT_EQ(ToJson(*operation.Find("parameters")->At(3).Find("schema")),
            R"({"type":"array","items":{"type":"string"}})");
  EXPECT_TRUE(operation.Find("requestBody")->Find("required")->as_bool());
  EXPECT_EQ(ToJson(*operation.Find("security")), R"([{"key":["write"]},{"bearer":["write"]}])");
}

TEST(OpenApiTest, TheAnswersOfARoute) {
  Route route = State();
  const auto responses = [&route] {
    const Value document = OpenApi(One(route), "1");
    const Value* path = document.Find("paths")->Find("/threads/{thread_id}/state/{name}");
    return *path->Find("post")->Find("responses");
  };
  EXPECT_NE(responses().Find("2XX")->Find("content")->Find("application/json"), nullptr);
  EXPECT_EQ(responses().Find("204"), nullptr);
  route.reply_type = "text/event-stream";
  route.may_be_empty = true;
  EXPECT_NE(responses().Find("2XX")->Find("content")->Find("text/event-stream"), nullptr);
  EXPECT_EQ(responses().Find("204")->Find("content"), nullptr);
}

TEST(DocsTest, ThePageIsWhole) {
  const std::string page = DocsPage(One(State()), "1.2.3");
  EXPECT_THAT(page, HasSubstr("/threads/{thread_id:uuid}/state/{name}"));
  EXPECT_THAT(page, HasSubstr("Sets &lt;it&gt;"));
  for (const char* elsewhere : {"src=", "http://", "https://", "@import", "url("})
    EXPECT_EQ(page.find(elsewhere), std::string::npos) << elsewhere;
}

class PageTest : public testing::Test {
 protected:
  RawAnswer Get(const std::string& path, const std::string& headers = {}) {
    return fixture_.Connect().Ask(RequestText("GET", path, {}, headers));
  }
  // A request is told of when its answer is out, which its client may see first.
  std::string MetricsWith(const std::string& line) {
    std::string text = fixture_.Metrics();
    for (int i = 0; i < 10'000 && text.find(line) == std::string::npos; ++i) {
      std::this_thread::yield();
      text = fixture_.Metrics();
    }
    return text;
  }

  ServerFixture fixture_;
};

TEST_F(PageTest, TheDocumentTellsOfAllRoutes) {
  fixture_.Start(One(State()));
  const RawAnswer answer = Get("/openapi.json");
  const Value paths = *ParseJson(answer.body)->Find("paths");
  for (const char* path : {"/ok", "/healthz", "/readyz", "/metrics", "/openapi.json", "/docs",
                           "/threads/{thread_id}/state/{name}"})
    EXPECT_NE(paths.Find(path), nullptr) << path;
  const RawAnswer page = Get("/docs");
  EXPECT_EQ(page.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("openapi.json"));
}

TEST_F(PageTest, MetricsByAccept) {
  fixture_.Start({});
  EXPECT_EQ(Get("/metrics").headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const RawAnswer open = Get("/metrics", "Accept: application/openmetrics-text;version=1.0.0\r\n");
  EXPECT_EQ(open.headers.at("content-type"),
            "application/openmetrics-text; version=1.0.0; charset=utf-8");
  EXPECT_TRUE(open.body.ends_with("# EOF\n"));
}

TEST_F(PageTest, RequestsAreCounted) {
  fixture_.Start({});
  RawClient client = fixture_.Connect();
  for (int i = 0; i < 3; ++i) client.Ask(RequestText("GET", "/ok"));
  client.Ask(RequestText("GET", "/nothing"));
  const std::string text =
      MetricsWith(R"(dashflow_http_requests_total{route="none",method="GET",status="404"} 1)");
  EXPECT_THAT(text,
              HasSubstr(R"(dashflow_http_requests_total{route="ok",method="GET",status="200"} 3)"));
  EXPECT_THAT(
      text, HasSubstr(R"(dashflow_http_requests_total{route="none",method="GET",status="404"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(dashflow_http_request_seconds_count{route="ok"} 3)"));
  EXPECT_THAT(text, HasSubstr(R"(dashflow_http_rejected_total{reason="route_not_found"} 1)"));
  EXPECT_THAT(text, HasSubstr("dashflow_http_open_connections 1\n"));
  EXPECT_THAT(text, HasSubstr("dashflow_http_connections_total 1\n"));
  EXPECT_THAT(text, HasSubstr("dashflow_http_requests_in_flight 0\n"));
  EXPECT_EQ(text.find("dashflow_http_received_bytes_total 0\n"), std::string::npos);
  EXPECT_EQ(text.find("dashflow_http_sent_bytes_total 0\n"), std::string::npos);
}

TEST_F(PageTest, StreamsAreCounted) {
  std::vector<BodyStreamPtr> streams;
  fixture_.Start(One({.pattern = "/stream",
                      .operation = "stream",
                      .runs_on = RunsOn::kIoThread,
                      .handle = [&streams](const http::Request&, Reply reply) {
                        streams.push_back(reply.Begin({}));
                      }}));
  RawClient client = fixture_.Connect();
  client.Send(RequestText("GET", "/stream"));
  EXPECT_THAT(MetricsWith("dashflow_http_open_streams 1\n"),
              HasSubstr("dashflow_http_open_streams 1\n"));
  client.CloseHard();
  const std::string text = MetricsWith("dashflow_http_requests_abandoned_total 1\n");
  EXPECT_THAT(text, HasSubstr("dashflow_http_streams_dropped_total 1\n"));
  EXPECT_THAT(text, HasSubstr("dashflow_http_streams_total 1\n"));
  EXPECT_THAT(text, HasSubstr("dashflow_http_open_streams 0\n"));
  EXPECT_THAT(text, HasSubstr("dashflow_http_requests_abandoned_total 1\n"));
}

TEST_F(PageTest, ReadinessSaysWhatIsInTheWay) {
  std::vector<Trouble> troubles;
  SystemClock clock;
  SeededRandom random(1);
  NullLog log;
  telemetry::Registry metrics;
  Options options;
  options.listen = {"127.0.0.1:0"};
  const auto server =
      Server::Start(std::move(options),
                    {clock, random, log, metrics, nullptr, [&troubles] { return troubles; }}, {});
  RawClient client(server.value()->urls().front());
  EXPECT_EQ(client.Ask(RequestText("GET", "/readyz")).body, R"({"ready":true})");
  troubles = {{"store", "the disk is full"}};
  const RawAnswer answer = client.Ask(RequestText("GET", "/readyz"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.body, R"({"ready":false,"trouble":{"store":"the disk is full"}})");
  EXPECT_EQ(client.Ask(RequestText("GET", "/healthz")).status, 200);
}

TEST_F(PageTest, ARequestIsALineOfTheLog) {
  fixture_.Start({});
  fixture_.Connect().Ask(
      RequestText("GET", "/ok?token=secret", {},
                  "x-request-id: mine-1\r\nx-api-key: secret\r\ntraceparent: 00-abc-def-01\r\n"));
  std::vector<std::string> lines;
  while (lines.empty()) lines = fixture_.log().lines();
  const Value line = ParseJson(lines.front()).value();
  EXPECT_EQ(line.Find("request")->as_text(), "mine-1");
  EXPECT_EQ(line.Find("route")->as_text(), "ok");
  EXPECT_EQ(line.Find("path")->as_text(), "/ok");
  EXPECT_EQ(line.Find("status")->as_int(), 200);
  EXPECT_GT(line.Find("bytes")->as_int(), 11);
  EXPECT_EQ(line.Find("traceparent")->as_text(), "00-abc-def-01");
  EXPECT_EQ(lines.front().find("secret"), std::string::npos);
}

TEST_F(PageTest, AnIdThatIsNoneIsReplaced) {
  fixture_.Start({});
  EXPECT_EQ(Get("/ok", "x-request-id: a b\r\n").headers.at("x-request-id").size(), 36U);
  EXPECT_EQ(Get("/ok", "x-request-id: a-b\r\n").headers.at("x-request-id"), "a-b");
}

}  // namespace
}  // namespace dashflow::http
