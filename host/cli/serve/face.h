// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "host/cli/session.h"
#include "host/http/server.h"

namespace dashflow::cli {

// The host as a server of HTTP, by the settings `server.…`; `listen` stands in for those of
// `server.listen`, unless it is empty. Says where it listens. Errors: listen_failed.
Result<std::unique_ptr<http::Server>> OpenFace(Session& session, Random& random,
                                               const std::vector<std::string>& listen);

}  // namespace dashflow::cli
