// SPDX-License-Identifier: Apache-2.0
#include "host/http/guard/guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/http/guard/credential.h"
#include "host/value/json.h"
#include "tests/unit/http/raw_client.h"

namespace dashflow::http {
namespace {

using testing::HasSubstr;

// Its time stands still until it is told.
class StillClock final : public Clock {
 public:
  WallTime Now() const override { return {}; }
  MonoTime Mono() const override { return now; }
  MonoTime now{};
};

TEST(HostRuleTest, LocalNamesAddressesAndTheList) {
  const HostRule rule({"Flow.Example"});
  for (const char* host :
       {"localhost", "localhost:2024", "LOCALHOST", "a.localhost:1", "127.0.0.1:2024", "[::1]:2024",
        "[::1]", "10.1.2.3", "flow.example:443", "FLOW.example"})
    EXPECT_TRUE(rule.Allows(host)) << host;
  for (const char* host : {"evil.example", "localhost.evil.example", "flow.example.evil", "", ":80",
                           "127.0.0.1.nip.io", "[evil]"})
    EXPECT_FALSE(rule.Allows(host)) << host;
  EXPECT_TRUE(HostRule({"*"}).Allows("evil.example"));
}

TEST(OriginRuleTest, TheListAndTheServerItself) {
  const OriginRule rule({"https://chat.example", "http://localhost:*"});
  for (const char* origin : {"https://chat.example", "http://localhost:3000", "http://localhost",
                             "http://own:2024", "HTTPS://Chat.Example"})
    EXPECT_TRUE(rule.Allows(origin, "own:2024")) << origin;
  for (const char* origin : {"http://chat.example", "https://chat.example:444",
                             "https://chat.example.evil", "null", "http://localhost.evil:3000",
                             "http://localhost:3000.evil", "http://own", "http://localhost:"})
    EXPECT_FALSE(rule.Allows(origin, "own:2024")) << origin;
  EXPECT_TRUE(OriginRule({"*"}).Allows("https://anybody", ""));
  EXPECT_FALSE(OriginRule({}).Allows("http://", ""));
}

TEST(CredentialTest, WhereItStands) {
  using Headers = std::map<std::string, std::string, std::less<>>;
  EXPECT_EQ(CredentialIn(Headers{{"x-api-key", "a"}, {"authorization", "Bearer b"}}), "a");
  EXPECT_EQ(CredentialIn(Headers{{"authorization", "bearer  b"}}), "b");
  EXPECT_EQ(CredentialIn(Headers{{"x-api-key", ""}, {"authorization", "Bearer b"}}), "b");
  for (const char* other : {"", "Bearer", "Bearer ", "Basic b", "b"})
    EXPECT_EQ(CredentialIn(Headers{{"authorization", other}}), "") << other;
}

TEST(SecretTest, Equality) {
  EXPECT_TRUE(EqualSecrets("", ""));
  EXPECT_TRUE(EqualSecrets("abc", "abc"));
  EXPECT_FALSE(EqualSecrets("abc", "abd"));
  EXPECT_FALSE(EqualSecrets("abc", "ab"));
  EXPECT_FALSE(EqualSecrets("\x80", "\x81"));
}

TEST(RateTest, ABucketThatFills) {
  StillClock clock;
  RateLimit rate(2, 3, clock);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(rate.Take("a").count(), 0);
  EXPECT_EQ(rate.Take("a"), std::chrono::milliseconds(500));
  EXPECT_EQ(rate.Take("b").count(), 0) << "another caller has its own";
  clock.now += std::chrono::milliseconds(500);
  EXPECT_EQ(rate.Take("a").count(), 0);
  EXPECT_GT(rate.Take("a").count(), 0);
  clock.now += std::chrono::hours(1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(rate.Take("a").count(), 0);
  EXPECT_GT(rate.Take("a").count(), 0);
}

TEST(RateTest, CallersThatAreGoneAreForgotten) {
  StillClock clock;
  RateLimit rate(1, 1, clock);
  for (int i = 0; i < 5000; ++i) {
    rate.Take(std::to_string(i));
    clock.now += std::chrono::milliseconds(10);
  }
  EXPECT_LT(rate.callers(), 1100U);
}

TEST(RateTest, NoneIsNoLimit) {
  StillClock clock;
  RateLimit rate(0, 1, clock);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(rate.Take("a").count(), 0);
}

// Knows "reader" and "writer".
class TwoKeys final : public Authenticator {
 public:
  Result<Caller> Check(std::string_view credential) override {
    Caller caller{.owner = "me", .name = std::string(credential)};
    const auto bit = [](Scope scope) {
      return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope));
    };
    caller.scopes = bit(Scope::kRead);
    if (credential == "writer") caller.scopes |= bit(Scope::kWrite);
    if (credential == "reader" || credential == "writer") return caller;
    return Error("unauthenticated", "nobody has this key");
  }
};

class GuardTest : public testing::Test {
 protected:
  void Start() {
    std::vector<Route> routes;
    for (const auto& [pattern, scope] :
         {std::pair{"/read", Scope::kRead}, {"/write", Scope::kWrite}}) {
      routes.push_back({.pattern = pattern,
                        .operation = pattern + 1,
                        .scope = scope,
                        .handle = [](const http::Request& request, Reply reply) {
                          reply.Send(Value(request.caller.name));
                        }});
    }
    fixture_.Start(std::move(routes));
  }
  RawAnswer Get(const std::string& path, const std::string& headers = {}) {
    return fixture_.Connect().Ask(RequestText("GET", path, {}, headers));
  }
  RawAnswer GetFrom(const std::string& host) {
    return fixture_.Connect().Ask("GET /read HTTP/1.1\r\n" + host + "\r\n");
  }
  static std::string CodeOf(const RawAnswer& answer) {
    return std::string(ParseJson(answer.body)->Find("error")->Find("code")->as_text());
  }

  TwoKeys keys_;
  ServerFixture fixture_;
};

TEST_F(GuardTest, KeysAndScopes) {
  fixture_.Use(keys_);
  Start();
  const RawAnswer nobody = Get("/read");
  EXPECT_EQ(nobody.status, 401);
  EXPECT_EQ(nobody.headers.at("www-authenticate"), "Bearer");
  EXPECT_EQ(CodeOf(nobody), "unauthenticated");
  EXPECT_EQ(Get("/read", "x-api-key: other\r\n").status, 401);
  EXPECT_EQ(Get("/read", "x-api-key: reader\r\n").body, "\"reader\"");
  EXPECT_EQ(Get("/read", "Authorization: Bearer writer\r\n").body, "\"writer\"");
  const RawAnswer refused = Get("/write", "x-api-key: reader\r\n");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(CodeOf(refused), "forbidden");
  EXPECT_EQ(Get("/write", "x-api-key: writer\r\n").status, 200);
  EXPECT_EQ(Get("/ok").status, 200) << "what asks for no scope asks for no key";
  EXPECT_EQ(Get("/metrics").status, 401);
}

TEST_F(GuardTest, WithoutAnAuthenticatorEverybodyMay) {
  Start();
  EXPECT_EQ(Get("/write").body, "\"\"");
}

TEST_F(GuardTest, AForeignNameIsRefused) {
  fixture_.policy().hosts = {"flow.example"};
  Start();
  EXPECT_EQ(GetFrom("Host: flow.example\r\n").status, 200);
  const RawAnswer refused = GetFrom("Host: evil.example\r\n");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(CodeOf(refused), "host_refused");
  EXPECT_EQ(GetFrom("").status, 400) << "no host at all";
}

TEST_F(GuardTest, AForeignPageIsRefused) {
  fixture_.policy().origins = {"https://chat.example"};
  Start();
  const RawAnswer refused = Get("/read", "Origin: https://evil.example\r\n");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(CodeOf(refused), "origin_refused");
  EXPECT_FALSE(refused.headers.contains("access-control-allow-origin"));
  const RawAnswer answer = Get("/read", "Origin: https://chat.example\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.at("access-control-allow-origin"), "https://chat.example");
  EXPECT_EQ(answer.headers.at("vary"), "origin");
  for (const char* name :
       {"content-location", "location", "x-pagination-total", "x-pagination-next"})
    EXPECT_THAT(answer.headers.at("access-control-expose-headers"), HasSubstr(name));
}

TEST_F(GuardTest, APageAsksFirst) {
  fixture_.Use(keys_);
  fixture_.policy().origins = {"https://chat.example"};
  Start();
  const RawAnswer answer = fixture_.Connect().Ask(
      RequestText("OPTIONS", "/write", {},
                  "Origin: https://chat.example\r\nAccess-Control-Request-Method: GET\r\n"
                  "Access-Control-Request-Headers: x-api-key\r\n"));
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.headers.at("access-control-allow-origin"), "https://chat.example");
  EXPECT_EQ(answer.headers.at("access-control-allow-headers"), "x-api-key");
  EXPECT_THAT(answer.headers.at("access-control-allow-methods"), HasSubstr("DELETE"));
  EXPECT_EQ(fixture_.Connect()
                .Ask(RequestText("OPTIONS", "/write", {},
                                 "Origin: https://evil.example\r\n"
                                 "Access-Control-Request-Method: GET\r\n"))
                .status,
            403);
}

TEST_F(GuardTest, WhoAsksTooOftenWaits) {
  fixture_.policy().rate = 0.001;
  fixture_.policy().burst = 2;
  Start();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(Get("/read").status, 200);
  const RawAnswer refused = Get("/read");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(CodeOf(refused), "rate_limited");
  EXPECT_GT(std::stoi(refused.headers.at("retry-after")), 900);
  EXPECT_EQ(Get("/ok").status, 200);
}

TEST_F(GuardTest, AnOpenAddressNeedsAnAuthenticator) {
  SystemClock clock;
  SeededRandom random(1);
  NullLog log;
  telemetry::Registry metrics;
  const auto start = [&](const char* address, Authenticator* authenticator) {
    Options options;
    options.listen = {address};
    const auto server =
        Server::Start(std::move(options), {clock, random, log, metrics, authenticator}, {});
    return server.has_error() ? server.error().code() : "";
  };
  EXPECT_EQ(start("0.0.0.0:0", nullptr), "listen_unprotected");
  EXPECT_EQ(start("[::]:0", nullptr), "listen_unprotected");
  EXPECT_EQ(start("127.0.0.2:0", nullptr), "");
  EXPECT_EQ(start("0.0.0.0:0", &keys_), "");
}

}  // namespace
}  // namespace dashflow::http
