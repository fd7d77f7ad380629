// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "host/checkpoint/entry.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/graph/definition.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {

// The definition that a thread is on, or that its checkpoint `at` was written with. Errors:
// definition_missing, and what the store says.
Result<graph::ParseReport> StoredDefinition(Store& store, const ThreadRecord& record,
                                            const std::optional<Position>& at = std::nullopt);

// Those of a thread's parameters that a definition has.
Value ParamsFor(const graph::ParseReport& parsed, const Value& params);

}  // namespace dashflow::checkpoint
