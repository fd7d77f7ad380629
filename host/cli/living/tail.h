// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/cli/session.h"

namespace dashflow::cli {

// Tells what becomes durable in a store, as it does: runs that begin and end, and their
// checkpoints. Until the process, or who asked for it, is told to end. `thread` empty = all; error
// thread_not_found.
Exit Tail(Session& session, const std::string& thread);

}  // namespace dashflow::cli
