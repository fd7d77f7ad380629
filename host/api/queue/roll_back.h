// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/queue/run_order.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/engine/engine.h"

namespace dashflow::api {

// Brings a thread back to where it was before the order's run, and forgets the order. What the run
// wrote stays in the thread's history, on a branch that nothing goes on from; of a thread that
// began with the run nothing is left. Errors: those of Engine::Update and Engine::DeleteThread.
// REQUIRES: the run has ended, and no other begins meanwhile.
Status RollBack(engine::Engine& engine, checkpoint::Store& store, const engine::ProgramPtr& program,
                const RunOrder& order);

}  // namespace dashflow::api
