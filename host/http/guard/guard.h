// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/clock.h"
#include "host/http/authenticator.h"
#include "host/http/guard/origin.h"
#include "host/http/guard/rate.h"
#include "host/http/options.h"
#include "host/http/request.h"
#include "host/http/wire/peer.h"

namespace dashflow::http {

// The head of a request as it came.
struct RequestHead {
  std::string method;
  std::string target;
  std::map<std::string, std::string, std::less<>> headers{};  // names in lower case
  bool is_old = false;                                        // HTTP/1.0

  // Empty = absent.
  const std::string& Header(std::string_view name) const;
};

// Who is let in. [any-thread]
class Guard {
 public:
  // `authenticator` null = everybody, who may do everything. Both outlive it.
  Guard(const Policy& policy, Authenticator* authenticator, const Clock& clock);

  // Whether it came by a name and from a page that are known. Errors: request_malformed,
  // host_refused, origin_refused.
  Status CheckPlace(const RequestHead& head, const Peer& peer) const;
  // Lines of headers for the answer to a page of another origin. REQUIRES: CheckPlace passed it.
  std::string LinesFor(const RequestHead& head) const;
  // Who it is. Errors: unauthenticated, forbidden, rate_limited.
  Result<Caller> CheckCaller(const RequestHead& head, const Peer& peer, Scope scope);

 private:
  Result<Caller> CallerOf(const RequestHead& head, const Peer& peer);

  const HostRule hosts_;
  const OriginRule origins_;
  Authenticator* const authenticator_;
  RateLimit rate_;
};

// Whether the user at the other end of a Unix socket is ours, or root.
bool IsTrusted(const Peer& peer);

// What a scope is called: read, run, write, admin.
std::string_view ScopeName(Scope scope);

}  // namespace dashflow::http
