// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "host/cli/session.h"

namespace dashflow::cli {

// A host that lives: holds the store, continues its unfinished runs, keeps the time of questions,
// until a signal ends it (HostStop).
Exit Serve(Session& session, std::chrono::nanoseconds patience);

}  // namespace dashflow::cli
