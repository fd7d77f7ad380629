// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/api/service.h"
#include "host/http/route.h"

namespace dashflow::api {

using Rows = std::vector<http::Route>;

// The rows of each subject. `service` outlives the routes.
Rows SystemRoutes(Service& service);
Rows AssistantRoutes(Service& service);
Rows ThreadRoutes(Service& service);
Rows StateRoutes(Service& service);
Rows ItemRoutes(Service& service);
Rows RunRoutes(Service& service);
Rows ProtocolRoutes(Service& service);
Rows CronRoutes(Service& service);

// All of them.
Rows Routes(Service& service);

}  // namespace dashflow::api
