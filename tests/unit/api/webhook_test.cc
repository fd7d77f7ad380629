// SPDX-License-Identifier: Apache-2.0
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <gmock/gmock.h>

#include <array>
#include <future>
#include <mutex>
#include <span>
#include <thread>

#include "host/api/outgoing/outside.h"
#include "host/api/outgoing/server_url.h"
#include "host/api/webhooks/webhook_sender.h"

namespace dashflow::api {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

bool Outside(const std::string& text) {
  const Poco::Net::IPAddress address(text);
  return IsOutside(std::span(static_cast<const std::uint8_t*>(address.addr()), address.length()));
}

TEST(Webhook, OnlyThePublicInternetIsOutside) {
  for (const char* outside : {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "223.255.255.1",
                              "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"})
    EXPECT_TRUE(Outside(outside)) << outside;
  for (const char* inside : {"0.0.0.0",
                             "10.1.2.3",
                             "100.64.0.1",
                             "127.0.0.1",
                             "127.255.0.1",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "198.19.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fe80::1",
                             "fc00::1",
                             "fd00::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "::7f00:1",
                             "64:ff9b::7f00:1",
                             "2002:7f00:1::",
                             "2001::1",
                             "2001:db8::1"})
    EXPECT_FALSE(Outside(inside)) << inside;
}

TEST(Webhook, TakesOnlyWhatCanBeCalled) {
  const auto url = ParseServerUrl("https://hooks.example/done?key=1#part", false);
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->host, "hooks.example");
  EXPECT_EQ(url->port, 443);
  EXPECT_EQ(url->target, "/done?key=1");
  EXPECT_EQ(ParseServerUrl("https://hooks.example", false)->target, "/");
  EXPECT_EQ(ParseServerUrl("http://[::1]:80/x", true)->host, "::1");
  for (const std::string& wrong :
       {std::string("/done"), std::string("hooks.example"), std::string("ftp://hooks.example/"),
        std::string("http://hooks.example/"), std::string("https:///done"),
        std::string("https://user:word@hooks.example/"), std::string("https://127.0.0.1/"),
        std::string("https://[::ffff:10.0.0.1]/"), std::string("https://a b/"),
        std::string("https://a/\r\nx: y"), std::string("https://a:99999/"),
        "https://a/" + std::string(3000, 'x')}) {
    const auto refused = ParseServerUrl(wrong, false);
    ASSERT_TRUE(refused.has_error()) << wrong;
    EXPECT_EQ(refused.error().code(), "request_invalid");
  }
}

TEST(Webhook, IsSignedWithItsTime) {
  EXPECT_EQ(WebhookSignature("secret", WallTime(std::chrono::seconds(1700000000)), R"({"a":1})"),
            "t=1700000000,v1=49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686");
}

// Answers each request with the next of some statuses, and keeps what it was sent.
class Receiver {
 public:
  explicit Receiver(std::vector<std::string> answers)
      : socket_(Poco::Net::SocketAddress("127.0.0.1", 0)),
        thread_([this, answers = std::move(answers)] {
          for (const std::string& answer : answers) Answer(answer);
        }) {}
  ~Receiver() { thread_.join(); }
  Receiver(const Receiver&) = delete;

  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(socket_.address().port()) + "/hook";
  }
  std::vector<std::string> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void Answer(const std::string& answer) {
    Poco::Net::StreamSocket client = socket_.acceptConnection();
    std::string text;
    std::array<char, 4096> some{};
    while (!text.ends_with("}")) {
      const int size = client.receiveBytes(some.data(), some.size());
      if (size <= 0) break;
      text.append(some.data(), static_cast<std::size_t>(size));
    }
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(std::move(text));
    }
    const std::string head = "HTTP/1.1 " + answer + "\r\ncontent-length: 0\r\n\r\n";
    client.sendBytes(head.data(), static_cast<int>(head.size()));
  }

  Poco::Net::ServerSocket socket_;
  std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

class KeptLog final : public Log {
 public:
  bool Enabled(LogLevel) const override { return true; }
  void Write(LogLevel, std::string_view, std::string_view message) override { text += message; }
  std::string text;  // read when nobody writes any more
};

class Sending : public ::testing::Test {
 protected:
  // Sends one until it is settled.
  void Send(const std::string& url, WebhookRules rules) {
    rules.first_pause = milliseconds(1);
    std::promise<std::string> settled;
    WebhookSender sender({.clock = clock,
                          .log = log,
                          .rules = rules,
                          .load = [&](const std::string&) -> Result<std::optional<Delivery>> {
                            return std::optional(
                                Delivery{.url = url, .body = R"({"a":1})", .ended = clock.Now()});
                          },
                          .settle = [&](const std::string& run) { settled.set_value(run); }});
    sender.Add("r");
    auto run = settled.get_future();
    ASSERT_EQ(run.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    EXPECT_EQ(run.get(), "r");
  }

  SystemClock clock;
  KeptLog log;
};

TEST_F(Sending, GoesOnUntilItIsTaken) {
  Receiver receiver({"503 Later", "429 Slower", "204 Done"});
  Send(receiver.url(), {.secret = "s", .inside = true});
  const auto requests = receiver.requests();
  ASSERT_THAT(requests, SizeIs(3));
  for (const std::string& request : requests) {
    EXPECT_THAT(request, AllOf(HasSubstr("POST /hook HTTP/1.1\r\n"), HasSubstr(R"({"a":1})"),
                               HasSubstr("x-dashflow-delivery: r\r\n"),
                               HasSubstr("x-dashflow-signature: t=")));
  }
  EXPECT_EQ(log.text, "");
}

TEST_F(Sending, FollowsNoRedirectAndTakesNoForAnAnswer) {
  for (const char* answer : {"302 Found\r\nlocation: http://127.0.0.1:1/", "404 None"}) {
    Receiver receiver({answer});
    Send(receiver.url() + "?key=hidden", {.inside = true});
    EXPECT_THAT(receiver.requests(), SizeIs(1));
  }
  EXPECT_THAT(log.text, AllOf(HasSubstr("302"), HasSubstr("404"), HasSubstr("127.0.0.1"),
                              ::testing::Not(HasSubstr("hidden"))));
}

TEST_F(Sending, DoesNotCallANameOfThisMachine) {
  Send("https://localhost/", {.patience = std::chrono::nanoseconds(0)});
  EXPECT_THAT(log.text, HasSubstr("no address of the public internet"));
}

TEST_F(Sending, HasPatienceForAWhile) {
  Poco::Net::ServerSocket nobody(Poco::Net::SocketAddress("127.0.0.1", 0));
  const auto port = nobody.address().port();
  nobody.close();
  Send("http://127.0.0.1:" + std::to_string(port) + "/",
       {.inside = true, .patience = std::chrono::nanoseconds(0)});
  EXPECT_THAT(log.text, HasSubstr("given up"));
}

}  // namespace
}  // namespace dashflow::api
