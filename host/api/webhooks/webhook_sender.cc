// SPDX-License-Identifier: Apache-2.0
#include "host/api/webhooks/webhook_sender.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <utility>

namespace dashflow::api {
namespace {

// A server that is slow does not hold up the webhooks of others.
constexpr int kThreads = 4;

std::string HexOf(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

bool IsTaken(int status) { return status >= 200 && status < 300; }

// Whether the next attempt may be answered otherwise.
bool MayPass(int status) {
  return status == 0 || status >= 500 || status == 408 || status == 425 || status == 429;
}

}  // namespace

std::string WebhookSignature(std::string_view secret, WallTime now, std::string_view body) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
  const std::string time = std::to_string(seconds.count());
  const std::string text = time + '.' + std::string(body);
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned size = 0;
  ::HMAC(::EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), code.data(), &size);
  return "t=" + time + ",v1=" + HexOf(code.data(), size);
}

WebhookSender::WebhookSender(Parts parts) : parts_(std::move(parts)) {
  for (int i = 0; i < kThreads; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { Work(stop); });
}

void WebhookSender::Add(const std::string& run) {
  {
    const std::lock_guard lock(mutex_);
    if (!open_.insert(run).second) return;
    jobs_.emplace(Steady::now(), Job{run, parts_.rules.first_pause});
  }
  changed_.notify_all();
}

void WebhookSender::Stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

void WebhookSender::Work(const std::stop_token& stop) {
  while (auto job = Next(stop)) Try(std::move(*job), stop);
}

std::optional<WebhookSender::Job> WebhookSender::Next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto some = [this] { return !jobs_.empty(); };
  while (changed_.wait(lock, stop, some)) {
    const auto due = jobs_.begin()->first;
    if (stop.stop_requested()) break;
    if (due <= Steady::now()) return std::move(jobs_.extract(jobs_.begin()).mapped());
    const auto other = [this, due] { return jobs_.empty() || jobs_.begin()->first < due; };
    changed_.wait_until(lock, stop, due, other);
  }
  return std::nullopt;
}

void WebhookSender::Try(Job job, const std::stop_token& stop) {
  auto loaded = parts_.load(job.run);
  if (loaded.has_error()) {
    if (loaded.error().retryable()) return Again(std::move(job));
    return GiveUp(job.run, {}, loaded.error().message());
  }
  if (!*loaded) return Forget(job.run);
  Delivery& delivery = **loaded;
  const auto url = ParseServerUrl(delivery.url, parts_.rules.inside);
  if (url.has_error()) return GiveUp(job.run, {}, url.error().cause());
  const HttpAnswer result = Call(job.run, *url, std::move(delivery.body), stop);
  if (IsTaken(result.status)) return Settle(job.run);
  if (stop.stop_requested()) return;  // the next host sends it
  const bool in_time = parts_.clock.Now() + job.pause < delivery.ended + parts_.rules.patience;
  if (MayPass(result.status) && in_time) return Again(std::move(job));
  GiveUp(job.run, url->host, result.problem);
}

HttpAnswer WebhookSender::Call(const std::string& run, const ServerUrl& url, std::string body,
                               const std::stop_token& stop) const {
  HttpCall call{.url = url,
                .body = std::move(body),
                .headers = {{"user-agent", "dashflow"}, {"x-dashflow-delivery", run}},
                .inside = parts_.rules.inside};
  if (!parts_.rules.secret.empty()) {
    call.headers.emplace_back("x-dashflow-signature",
                              WebhookSignature(parts_.rules.secret, parts_.clock.Now(), call.body));
  }
  return CallServer(call, stop);
}

void WebhookSender::Again(Job job) {
  const auto due = Steady::now() + job.pause;
  job.pause = std::min(job.pause * 2, parts_.rules.longest_pause);
  {
    const std::lock_guard lock(mutex_);
    jobs_.emplace(due, std::move(job));
  }
  changed_.notify_all();
}

// Of the URL only its host: what is behind may be a secret.
void WebhookSender::GiveUp(const std::string& run, std::string_view host,
                           std::string_view problem) {
  parts_.log.Write(LogLevel::kWarning, "api",
                   "the webhook of run " + run + " at " + std::string(host) +
                       " was given up: " + std::string(problem));
  Settle(run);
}

void WebhookSender::Settle(const std::string& run) {
  parts_.settle(run);
  Forget(run);
}

void WebhookSender::Forget(const std::string& run) {
  const std::lock_guard lock(mutex_);
  open_.erase(run);
}

}  // namespace dashflow::api
