// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/queue/run_order.h"
#include "host/api/queue/run_outcome.h"
#include "host/api/service.h"
#include "host/api/stream/run_stream.h"
#include "host/base/result.h"

namespace dashflow::api {

// How a run ended that nobody here remembers, from what the store has of it. Errors: those of
// History, and what the store says. REQUIRES: it has ended.
Result<RunOutcome> StoredOutcome(Service& service, const RunOrder& order);

// What such a run can still tell: all that it told, where its stream is resumable; else that it
// was, what became of it, and why it failed, in frames with numbers behind those of then. Errors:
// those of StoredOutcome.
Result<RunStreamPtr> StoredStream(Service& service, const RunOrder& order);

}  // namespace dashflow::api
