// SPDX-License-Identifier: Apache-2.0
#include "host/http/meter.h"

#include <algorithm>
#include <string>

namespace dashflow::http {
namespace {

using telemetry::Counter;
using telemetry::Registry;

// Stands for the routes that are none; their methods are anybody's.
constexpr std::string_view kNone = "none";

// Whose counters are kept at hand.
constexpr auto kUsual = std::to_array<int>(
    {200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 501, 503});

}  // namespace

struct Meter::OfRoute {
  std::string name;
  telemetry::Histogram& seconds;
  std::array<std::atomic<Counter*>, kUsual.size()> answers{};

  Counter& Answers(telemetry::Family<Counter>& family, Method method, int status) {
    const auto make = [&]() -> Counter& {
      return family.With({name, std::string(MethodName(method)), std::to_string(status)});
    };
    const auto* const usual = std::ranges::find(kUsual, status);
    if (usual == kUsual.end() || name == kNone) return make();
    auto& kept = answers[static_cast<std::size_t>(usual - kUsual.begin())];
    Counter* counter = kept.load(std::memory_order_acquire);
    if (counter == nullptr) kept.store(counter = &make(), std::memory_order_release);
    return *counter;
  }
};

Meter::Meter(Registry& registry, const std::vector<CompiledRoute>& routes)
    : connections(
          registry.Gauges("dashflow_http_open_connections", "Connections that are open").With()),
      connections_taken(
          registry.Counters("dashflow_http_connections_total", "Connections taken").With()),
      received(registry.Counters("dashflow_http_received_bytes_total", "Bytes received").With()),
      sent(registry.Counters("dashflow_http_sent_bytes_total", "Bytes sent").With()),
      in_flight(registry.Gauges("dashflow_http_requests_in_flight", "Requests under way").With()),
      abandoned(registry
                    .Counters("dashflow_http_requests_abandoned_total",
                              "Requests whose client left before the answer was out")
                    .With()),
      streams(registry.Gauges("dashflow_http_open_streams", "Streams that are open").With()),
      streams_begun(registry.Counters("dashflow_http_streams_total", "Streams begun").With()),
      stream_bytes(
          registry.Counters("dashflow_http_stream_bytes_total", "Bytes of streams that were sent")
              .With()),
      streams_dropped(registry
                          .Counters("dashflow_http_streams_dropped_total",
                                    "Streams that ended before their end: the client left, or was "
                                    "too slow, or the host gave up")
                          .With()),
      requests_(registry.Counters("dashflow_http_requests_total", "Requests answered",
                                  {"route", "method", "status"})),
      seconds_(registry.Histograms("dashflow_http_request_seconds",
                                   "Time from the head of a request to the end of its answer",
                                   telemetry::kLatencyBounds, {"route"})),
      rejected_(registry.Counters("dashflow_http_rejected_total",
                                  "Requests and connections that were turned away", {"reason"})),
      refused_(registry.Counters("dashflow_auth_refused_total",
                                 "Requests that were refused for who sent them", {"reason"})),
      limited_(registry
                   .Counters("dashflow_rate_limited_total",
                             "Requests that were refused since their caller asks too often")
                   .With()),
      first_(routes.data()) {
  auto& accepted = registry.Counters("dashflow_auth_accepted_total",
                                     "Requests whose sender was let in: by a credential, or where "
                                     "none is asked for",
                                     {"by"});
  let_in_ = {&accepted.With({"nothing"}), &accepted.With({"credential"})};
  for (const CompiledRoute& route : routes) {
    std::string name(route.route.operation);
    telemetry::Histogram& seconds = seconds_.With({name});
    routes_.emplace_back(new OfRoute{.name = std::move(name), .seconds = seconds});
  }
  routes_.emplace_back(
      new OfRoute{.name = std::string(kNone), .seconds = seconds_.With({std::string(kNone)})});
}

Meter::~Meter() = default;

void Meter::Rejected(std::string_view reason) {
  rejected_.With({std::string(reason)}).Add();
  if (reason == "rate_limited") limited_.Add();
  if (reason == "unauthenticated" || reason == "forbidden")
    refused_.With({std::string(reason)}).Add();
}

void Meter::Answered(const CompiledRoute* route, Method method, int status,
                     std::chrono::nanoseconds time) {
  const auto index =
      route == nullptr ? routes_.size() - 1 : static_cast<std::size_t>(route - first_);
  OfRoute& of = *routes_[index];
  of.Answers(requests_, method, status).Add();
  of.seconds.Observe(std::chrono::duration<double>(time).count());
}

}  // namespace dashflow::http
