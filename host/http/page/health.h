// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "host/http/route.h"

namespace dashflow::http {

// Whether there is anything that keeps the host from doing its work: what each part says, none =
// ready. Called on a thread that may wait. [any-thread]
struct Trouble {
  std::string part;  // store, plugins, …
  std::string what;
};
using Readiness = std::function<std::vector<Trouble>()>;

// /ok and /healthz: the process answers, without a look at anything else. /readyz: 503 while
// something is in the way.
std::vector<Route> HealthRoutes(Readiness readiness);

}  // namespace dashflow::http
