// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/base/result.h"
#include "host/http/authenticator.h"
#include "host/http/options.h"
#include "host/http/page/health.h"
#include "host/http/route.h"
#include "host/telemetry/registry.h"

namespace dashflow::http {

// A server of HTTP/1.1. Its end is Stop(0).
class Server {
 public:
  // What it works with; outlives it.
  struct Parts {
    const Clock& clock;
    Random& random;
    Log& log;
    telemetry::Registry& metrics;
    Authenticator* authenticator = nullptr;  // null = everybody may do everything
    Readiness readiness{};
    std::string version{};
  };
  // Listens and serves `routes` and those of its own: /ok, /healthz, /readyz, /metrics,
  // /openapi.json, /docs. Errors: listen_failed, listen_unprotected; `internal` for routes that
  // cannot be.
  static Result<std::unique_ptr<Server>> Start(Options options, const Parts& parts,
                                               std::vector<Route> routes);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Where it listens: http://127.0.0.1:2024, unix:/run/dashflow.sock.
  const std::vector<std::string>& urls() const;
  // Takes this certificate for connections to come, if it speaks TLS at all. Error tls_invalid: the
  // old one stays. [any-thread]
  Status UseTls(const TlsFiles& files);
  // Takes no more connections, and no more requests on those that are idle. [any-thread]
  void StopAccepting();
  // The same; answers under way may end until `limit`, then they are cut off. Waits for handlers.
  // Not to be called by one.
  void Stop(std::chrono::nanoseconds limit);

 private:
  class Running;
  explicit Server(std::unique_ptr<Running> running);

  std::unique_ptr<Running> running_;
};

}  // namespace dashflow::http
