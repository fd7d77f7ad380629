// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "host/api/outgoing/server_url.h"
#include "host/base/log.h"
#include "host/base/result.h"

namespace dashflow::api {

// A JSON Web Key Set at a URL, fetched on a thread of its own: again and again, and soon after a
// token has named a key that is not known, since issuers change their keys. While it cannot be had
// what was taken last holds. [any-thread]
class JwksSource {
 public:
  struct Parts {
    ServerUrl url;
    Log& log;
    std::function<Status(std::string_view set)> take;  // an error is told, and nothing is taken
    std::chrono::milliseconds every{std::chrono::hours(1)};
    std::chrono::milliseconds least{std::chrono::seconds(5)};  // between two attempts
  };
  // Whether a set can be there: https, or http of this machine. Error auth_invalid.
  static Result<ServerUrl> UrlOf(const std::string& text);

  // Has tried once when it returns.
  explicit JwksSource(Parts parts);
  ~JwksSource();
  JwksSource(const JwksSource&) = delete;
  JwksSource& operator=(const JwksSource&) = delete;

  // A key is missing. Does not wait.
  void Ask();

 private:
  bool Fetch(const std::stop_token& stop);
  // Until it is asked for, at most so long.
  void Wait(const std::stop_token& stop, std::chrono::milliseconds most);
  void Work(const std::stop_token& stop);

  const Parts parts_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  bool is_asked_ = false;
  std::jthread thread_;
};

}  // namespace dashflow::api
