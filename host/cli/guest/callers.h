// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/control/listener.h"

namespace dashflow::cli {

class Session;

// Runs the commands that other processes hand over (host/control), on the store that `session`
// holds; it outlives the listener. Null: the store has no place for a socket, or it could not be
// opened, of which it warns.
std::unique_ptr<control::Listener> ListenForCallers(Session& session);

}  // namespace dashflow::cli
