// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/engine/request.h"
#include "host/engine/run.h"

namespace dashflow::engine {

// Whether the request changes the state that it goes on from.
inline bool Changes(const RunRequest& request) {
  return !request.update.is_null() || !request.go_to.empty() || !request.sends.empty();
}

// Gives the state the request's update, as an input would be, and makes its nodes due beside those
// that are; no edge is followed, and the superstep is the same. REQUIRES: the journal is attached.
// Errors: invalid_update (no object, unknown channel or node), send_invalid, channel_type, those of
// folding;
// thread_finished when nothing is due then. After an error the state is as it was.
Status ChangeState(Run& run, const RunRequest& request);

}  // namespace dashflow::engine
