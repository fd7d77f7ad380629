// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/queue/run_desk.h"
#include "host/api/service.h"

namespace dashflow::api {

// Opens the desk where the runs of a service are ordered, and the channels of its threads;
// `service` outlives them. Runs go on with the definition that their thread is on, and with the
// current one where that has the same shape; the thread of a run that is temporary goes with it.
void OpenDesk(Service& service, const RunQueue::Limits& limits,
              const RunDesk::Parts::Bounds& bounds = {});

// The thread of a run that is temporary goes, and the order. REQUIRES: it has ended.
void ForgetTemporary(Service& service, const RunOrder& order);

// What an order's thread runs on. Errors: those of Workflows.
Result<engine::ProgramPtr> ProgramFor(Service& service, const RunOrder& order);

}  // namespace dashflow::api
