// SPDX-License-Identifier: Apache-2.0
#include "host/http/guard/guard.h"

#include <unistd.h>

#include <array>
#include <utility>

#include "host/http/guard/credential.h"

namespace dashflow::http {
namespace {

constexpr std::string_view kExposed =
    "access-control-expose-headers: content-location, location, retry-after, x-pagination-next, "
    "x-pagination-total, x-request-id\r\n";
constexpr std::string_view kPreflight =
    "access-control-allow-methods: GET, POST, PUT, PATCH, DELETE\r\n"
    "access-control-max-age: 600\r\n";

bool IsUnix(const Peer& peer) { return peer.user.has_value(); }

// What stands in a header goes back into one.
std::string Line(std::string_view name, const std::string& value) {
  return std::string(name) + ": " + value + "\r\n";
}

}  // namespace

const std::string& RequestHead::Header(std::string_view name) const {
  static const std::string none;
  const auto found = headers.find(name);
  return found == headers.end() ? none : found->second;
}

bool IsTrusted(const Peer& peer) {
  return !peer.user || *peer.user == 0 || *peer.user == ::geteuid();
}

std::string_view ScopeName(Scope scope) {
  constexpr std::array<std::string_view, 5> names{"none", "read", "run", "write", "admin"};
  return names[static_cast<std::size_t>(scope)];
}

Guard::Guard(const Policy& policy, Authenticator* authenticator, const Clock& clock)
    : hosts_(policy.hosts),
      origins_(policy.origins),
      authenticator_(authenticator),
      rate_(policy.rate, policy.burst, clock) {}

Status Guard::CheckPlace(const RequestHead& head, const Peer& peer) const {
  const std::string& host = head.Header("host");
  if (host.empty() && !head.is_old)
    return Error("request_malformed", "the request names no host").Cause("no header host");
  if (!host.empty() && !IsUnix(peer) && !hosts_.Allows(host))
    return Error("host_refused", "the server does not go by " + HostName(host)).Resource(host);
  const std::string& origin = head.Header("origin");
  if (!origin.empty() && !origins_.Allows(origin, host))
    return Error("origin_refused", "pages of " + origin + " may not ask").Resource(origin);
  return Ok();
}

std::string Guard::LinesFor(const RequestHead& head) const {
  const std::string& origin = head.Header("origin");
  if (origin.empty()) return {};
  std::string lines = Line("access-control-allow-origin", origin) + "vary: origin\r\n";
  lines += kExposed;
  if (head.method != "OPTIONS" || head.Header("access-control-request-method").empty())
    return lines;
  lines += kPreflight;
  const std::string& asked = head.Header("access-control-request-headers");
  return asked.empty() ? lines : lines + Line("access-control-allow-headers", asked);
}

Result<Caller> Guard::CallerOf(const RequestHead& head, const Peer& peer) {
  if (authenticator_ == nullptr || IsUnix(peer)) return Caller();
  const std::string_view credential = CredentialIn(head.headers);
  if (credential.empty())
    return Error("unauthenticated", "the request has no credential")
        .Cause("no header x-api-key, and no bearer in authorization");
  return authenticator_->Check(credential);
}

Result<Caller> Guard::CheckCaller(const RequestHead& head, const Peer& peer, Scope scope) {
  if (scope == Scope::kNone) return Caller();
  DF_ASSIGN(Caller caller, CallerOf(head, peer));
  if (!caller.may(scope)) {
    return Error("forbidden", "the key has not the scope " + std::string(ScopeName(scope)))
        .Resource(caller.name);
  }
  const auto wait = rate_.Take(caller.name.empty() ? peer.address : caller.name);
  if (wait.count() > 0)
    return Error("rate_limited", "the caller asks too often")
        .Resource(caller.name)
        .RetryAfter(wait);
  return caller;
}

}  // namespace dashflow::http
