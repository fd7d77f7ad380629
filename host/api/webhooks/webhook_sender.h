// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "host/api/outgoing/http_call.h"
#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/result.h"

namespace dashflow::api {

struct WebhookRules {
  std::string secret{};                                      // empty = nothing is signed
  bool inside = false;                                       // see ParseServerUrl
  std::chrono::nanoseconds patience{std::chrono::hours(1)};  // since the run's end
  std::chrono::milliseconds first_pause{1000};               // twice as long after each attempt
  std::chrono::milliseconds longest_pause{std::chrono::minutes(5)};
};

// What is to be sent for a run.
struct Delivery {
  std::string url;
  std::string body;
  WallTime ended;
};

// "t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>", in hexadecimal>"
std::string WebhookSignature(std::string_view secret, WallTime now, std::string_view body);

// Calls the webhooks of runs that have ended, on threads of its own, each until it is taken or
// patience is over. Who it calls may hear of a run twice, and knows it by its id. [any-thread]
class WebhookSender {
 public:
  struct Parts {
    const Clock& clock;
    Log& log;
    WebhookRules rules{};
    // Nothing = it is not to be sent any more. An error that may pass is tried again.
    std::function<Result<std::optional<Delivery>>(const std::string& run)> load;
    // It was taken, or given up.
    std::function<void(const std::string& run)> settle;
  };
  explicit WebhookSender(Parts parts);
  ~WebhookSender() { Stop(); }
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;

  const WebhookRules& rules() const { return parts_.rules; }
  // Once for a run that is not settled yet.
  void Add(const std::string& run);
  // Cuts off what is under way; nothing is sent any more.
  void Stop();

 private:
  using Steady = std::chrono::steady_clock;
  struct Job {
    std::string run;
    std::chrono::milliseconds pause;  // before the next attempt
  };
  void Work(const std::stop_token& stop);
  std::optional<Job> Next(const std::stop_token& stop);
  void Try(Job job, const std::stop_token& stop);
  HttpAnswer Call(const std::string& run, const ServerUrl& url, std::string body,
                  const std::stop_token& stop) const;
  void Again(Job job);
  void Settle(const std::string& run);
  void Forget(const std::string& run);
  void GiveUp(const std::string& run, std::string_view host, std::string_view problem);

  const Parts parts_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::set<std::string> open_;                   // runs that are not settled
  std::multimap<Steady::time_point, Job> jobs_;  // by when they are due
  std::vector<std::jthread> threads_;
};

}  // namespace dashflow::api
