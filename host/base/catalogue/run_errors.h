// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kRunErrors = std::to_array<CatalogueEntry>({
    {"checkpoint_not_found",
     "There is no such checkpoint.",
     "The id is misspelt, or belongs to another store.",
     "see `dashflow threads history THREAD` for all of them",
     Exit::kNotFound, ErrorCategory::kInvalidInput, false},
    {"definition_missing",
     "The store does not have the definition that a thread runs on.",
     "It was removed, or the store was copied in part.",
     "restore the store from a backup",
     Exit::kNotFound, ErrorCategory::kInternal, false},
    {"recursion_limit",
     "The run reached its limit of supersteps.",
     "A cycle of the graph has no way out, or the work needs more steps than limits: allows.",
     "raise limits: {steps}, or give the cycle an exit; `dashflow resume` continues",
     Exit::kFailed, ErrorCategory::kExhausted, false},
    {"run_timeout",
     "The run took longer than its time limit.",
     "The work is slower than limits: {time} or --timeout allows.",
     "raise limits: {time}; `dashflow resume` continues",
     Exit::kTimeout, ErrorCategory::kTimeout, true},
    {"thread_ambiguous",
     "The prefix fits several threads.",
     "The characters given begin more than one id.",
     "give more characters of the id",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"thread_busy",
     "The thread has a run already.",
     "A thread has one run at a time, and another one is under way.",
     "wait for it, or cancel it",
     Exit::kConflict, ErrorCategory::kTransient, true},
    {"thread_empty",
     "A thread has no checkpoint.",
     "Its log was removed, or the store was copied in part.",
     "restore the store from a backup, or start a new thread",
     Exit::kNotFound, ErrorCategory::kInternal, false},
    {"thread_not_found",
     "There is no such thread.",
     "The id is misspelt, the thread was deleted, or it lives in another store.",
     "see `dashflow threads list`",
     Exit::kNotFound, ErrorCategory::kInvalidInput, false},
    {"workflow_changed",
     "The thread began with another shape of this workflow.",
     "Channels, nodes or edges were changed after the thread began, or the file is another workflow's.",
     "resume with the definition it began with",
     Exit::kConflict, ErrorCategory::kUnsupported, false},
});
// clang-format on

}  // namespace dashflow::catalogue
