// SPDX-License-Identifier: Apache-2.0
#include "host/http/page/metrics.h"

namespace dashflow::http {
namespace {

using telemetry::TextForm;

TextForm FormFor(const Request& request) {
  const bool wants_open =
      request.Header("accept").find("application/openmetrics-text") != std::string_view::npos;
  return wants_open ? TextForm::kOpenMetrics : TextForm::kPrometheus;
}

}  // namespace

Route MetricsRoute(const telemetry::Registry& metrics) {
  return {.pattern = "/metrics",
          .operation = "metrics",
          .tag = "System",
          .summary = "What the host counts, for Prometheus",
          .scope = Scope::kRead,
          .runs_on = RunsOn::kIoThread,
          .reply_type = "text/plain",
          .handle = [&metrics](const Request& request, Reply reply) {
            const TextForm form = FormFor(request);
            reply.Send(Response{.type = std::string(telemetry::ContentTypeOf(form)),
                                .body = metrics.Render(form)});
          }};
}

}  // namespace dashflow::http
