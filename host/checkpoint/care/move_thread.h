// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/namespace/namespace_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// A log of a thread that moves to another definition: its own, or that of a call of a subworkflow.
struct MovedLog {
  // What its new stream begins with; nothing = it goes on in the stream that it has.
  std::optional<Entry> first;
  // Of a call, as it is found afterwards. The stream is that which it has.
  NamespaceRecord call;
  // The place of the log whose task calls; nothing = none does, or will again.
  std::optional<std::size_t> caller{};
};

// Moves a thread: all of it takes effect at once, or nothing. `record` is as it is to be stored,
// but for its stream; its rev is that of the record as it was read. `logs` begin with the thread's
// own, callers before what they call. Returns the record as it is now. Errors: thread_busy, what
// the store says.
Result<ThreadRecord> MoveThread(Store& store, ThreadRecord record, std::vector<MovedLog> logs);

}  // namespace dashflow::checkpoint
