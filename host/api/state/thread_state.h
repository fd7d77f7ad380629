// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "host/api/service.h"
#include "host/api/state/checkpoint_ref.h"
#include "host/api/threads/thread.h"
#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::api {

// What a thread without a run has.
Value EmptyState(const Thread& thread);

// The state of a thread at a checkpoint, as clients see it; with those of the subworkflows that its
// tasks have called, at their newest. Errors: checkpoint_not_found, and those of the store.
Result<Value> StateAt(Service& service, const Thread& thread, const CheckpointRef& ref,
                      bool subgraphs);

struct HistoryAsk {
  std::size_t limit = 10;
  CheckpointRef from{};  // whose history: its space, and at most this one
  std::optional<checkpoint::Position> before = std::nullopt;  // only those before this one
  Value metadata{};                                           // what theirs contains; null = any
};
// Newest first. Errors: those of the store.
Result<Value> HistoryOf(Service& service, const Thread& thread, const HistoryAsk& ask);

}  // namespace dashflow::api
