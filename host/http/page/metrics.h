// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/http/route.h"
#include "host/telemetry/registry.h"

namespace dashflow::http {

// /metrics, as Prometheus text or as OpenMetrics by the header `accept`.
Route MetricsRoute(const telemetry::Registry& metrics);

}  // namespace dashflow::http
