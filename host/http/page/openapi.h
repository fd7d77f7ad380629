// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "host/http/route.h"
#include "host/value/value.h"

namespace dashflow::http {

// The document of OpenAPI 3.1 for a table of routes. REQUIRES: their schemas are JSON.
Value OpenApi(const std::vector<Route>& routes, std::string_view version);

}  // namespace dashflow::http
