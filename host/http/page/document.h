// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/http/route.h"

namespace dashflow::http {

// Adds /openapi.json and /docs, which tell of all `routes` and of themselves. Error `internal`: a
// schema that is no JSON.
Status AddDocumentRoutes(const std::string& version, std::vector<Route>& routes);

}  // namespace dashflow::http
