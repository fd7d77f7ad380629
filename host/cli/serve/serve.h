// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "host/cli/session.h"

namespace dashflow::cli {

struct ServeOptions {
  std::chrono::nanoseconds patience{};  // with supersteps, after the first signal
  std::vector<std::string> listen{};    // in place of server.listen; empty = that
};

// A host that lives: holds the store, serves HTTP, continues its unfinished runs, keeps the time of
// questions, until a signal ends it (HostStop).
Exit Serve(Session& session, const ServeOptions& options);

}  // namespace dashflow::cli
