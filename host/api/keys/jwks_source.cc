// SPDX-License-Identifier: Apache-2.0
#include "host/api/keys/jwks_source.h"

#include <utility>

#include "host/api/outgoing/http_call.h"

namespace dashflow::api {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20;
constexpr std::chrono::seconds kTime{5};  // a start waits for it
constexpr std::chrono::seconds kAfterFailure{30};

bool IsThisMachine(const std::string& host) {
  return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

}  // namespace

Result<ServerUrl> JwksSource::UrlOf(const std::string& text) {
  auto url = ParseServerUrl(text, /*inside=*/true);
  const bool is_safe = url.has_value() && (url->secure || IsThisMachine(url->host));
  if (is_safe) return url;
  return Error("auth_invalid", "the keys for tokens cannot be fetched from there")
      .Operation("read auth.jwks")
      .Cause(url.has_error() ? url.error().cause() : "somebody on the way could change them")
      .Fix("give the address of an https server, or a file");
}

JwksSource::JwksSource(Parts parts) : parts_(std::move(parts)) {
  thread_ = std::jthread([this, is_fetched = Fetch({})](const std::stop_token& stop) {
    if (!is_fetched) Ask();
    Work(stop);
  });
}

JwksSource::~JwksSource() = default;

void JwksSource::Ask() {
  {
    const std::lock_guard lock(mutex_);
    is_asked_ = true;
  }
  asked_.notify_all();
}

bool JwksSource::Fetch(const std::stop_token& stop) {
  const HttpAnswer answer = CallServer({.url = parts_.url,
                                        .method = "GET",
                                        .headers = {{"accept", "application/json"}},
                                        .inside = true,
                                        .time = kTime,
                                        .most = kMostBytes},
                                       stop);
  const Status taken = answer.problem.empty() ? parts_.take(answer.body) : Ok();
  const std::string told = taken.has_error() ? taken.error().message() : answer.problem;
  if (told.empty()) return true;
  parts_.log.Write(LogLevel::kWarning, "api",
                   "the keys for tokens at " + parts_.url.host + " cannot be had: " + told);
  return false;
}

void JwksSource::Wait(const std::stop_token& stop, std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  asked_.wait_for(lock, stop, parts_.least, [] { return false; });
  asked_.wait_for(lock, stop, most, [this] { return is_asked_; });
  is_asked_ = false;
}

void JwksSource::Work(const std::stop_token& stop) {
  for (std::chrono::milliseconds pause = parts_.every;;) {
    Wait(stop, pause);
    if (stop.stop_requested()) return;
    pause = Fetch(stop) ? parts_.every : std::chrono::milliseconds(kAfterFailure);
  }
}

}  // namespace dashflow::api
