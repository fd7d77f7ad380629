// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/service.h"
#include "host/api/threads/thread.h"
#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/value/value.h"

namespace dashflow::api {

// Changes the state of a thread as `{values, as_node?, checkpoint?, checkpoint_id?}` says, and
// returns the new checkpoint. A thread without a run begins with it, if its metadata names a
// workflow that the caller may run. Errors: request_invalid, assistant_not_found, and those of
// engine::Engine::Update.
Result<checkpoint::Position> UpdateThread(Service& service, const http::Caller& caller,
                                          const Thread& thread, const Value& update);

// Makes the state of a new thread: a list of {updates: [{values, command, as_node}]}. Errors: as
// above.
Status ApplySupersteps(Service& service, const http::Caller& caller, const Thread& thread,
                       const Value& supersteps);

}  // namespace dashflow::api
