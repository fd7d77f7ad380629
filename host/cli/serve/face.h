// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/cli/session.h"
#include "host/http/server.h"
#include "host/telemetry/registry.h"

namespace dashflow::cli {

// What the host is as a server of HTTP.
struct FaceParts {
  Random& random;
  telemetry::Registry& metrics;
  std::vector<std::string> listen;  // in place of server.listen; empty = that
  std::vector<http::Route> routes;
  http::Readiness readiness;
  http::Authenticator* authenticator = nullptr;
};

// Serves by the settings `server.…` and `limits.…`, and says where. Errors: listen_failed,
// listen_unprotected.
Result<std::unique_ptr<http::Server>> OpenFace(Session& session, FaceParts parts);

}  // namespace dashflow::cli
