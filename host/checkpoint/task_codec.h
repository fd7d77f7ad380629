// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/state.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {

// The parts of an entry that speak of tasks. Reading leaves its failure in the Reader.
void WriteDueTask(Writer& w, const DueTask& task);
DueTask ReadDueTask(Reader& r);
void WriteProgress(Writer& w, const TaskProgress& progress);
TaskProgress ReadProgress(Reader& r);

}  // namespace dashflow::checkpoint
