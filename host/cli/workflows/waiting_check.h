// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/cli/session.h"

namespace dashflow::cli {

// `workflow validate --waiting`: whether every thread that could be resumed still finds the node
// types that its own definition needs. Each definition is checked once, with the parameters of its
// threads; findings name the threads.
Exit CheckWaiting(Session& session);

}  // namespace dashflow::cli
