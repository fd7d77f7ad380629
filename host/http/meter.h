// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "host/http/route/table.h"
#include "host/telemetry/registry.h"

namespace dashflow::http {

// What a server counts of itself (dashflow_http_…). [any-thread]
class Meter {
 public:
  Meter(telemetry::Registry& registry, const std::vector<CompiledRoute>& routes);
  ~Meter();

  // An answer that is out as a whole; `route` null = none was found.
  void Answered(const CompiledRoute* route, Method method, int status,
                std::chrono::nanoseconds time);
  // By the code of the error.
  void Rejected(std::string_view reason);
  // Somebody was let in, by a credential or without.
  void LetIn(bool by_credential) { let_in_[by_credential ? 1 : 0]->Add(); }

  telemetry::Gauge& connections;
  telemetry::Counter& connections_taken;
  telemetry::Counter& received;  // bytes
  telemetry::Counter& sent;
  telemetry::Gauge& in_flight;  // requests
  telemetry::Counter& abandoned;
  telemetry::Gauge& streams;
  telemetry::Counter& streams_begun;
  telemetry::Counter& stream_bytes;
  telemetry::Counter& streams_dropped;

 private:
  struct OfRoute;

  telemetry::Family<telemetry::Counter>& requests_;
  telemetry::Family<telemetry::Histogram>& seconds_;
  telemetry::Family<telemetry::Counter>& rejected_;
  telemetry::Family<telemetry::Counter>& refused_;  // for who they are
  telemetry::Counter& limited_;
  std::array<telemetry::Counter*, 2> let_in_;
  const CompiledRoute* const first_;
  std::vector<std::unique_ptr<OfRoute>> routes_;  // the last one is of no route
};

}  // namespace dashflow::http
