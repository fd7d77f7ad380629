// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/entry.h"
#include "host/checkpoint/state.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {

// The parts of an entry that speak of tasks. Reading leaves its failure in the Reader.
// The tasks that ended in the entry's superstep, with their writes.
void WriteEnded(Writer& w, const Entry& entry);
void ReadEnded(Reader& r, Entry& entry);

void WriteDueTask(Writer& w, const DueTask& task);
DueTask ReadDueTask(Reader& r);
void WriteProgress(Writer& w, const TaskProgress& progress);
TaskProgress ReadProgress(Reader& r);

}  // namespace dashflow::checkpoint
