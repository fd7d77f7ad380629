// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kStoreErrors = std::to_array<CatalogueEntry>({
    {"store_address",
     "The address of a store cannot be read.",
     "It has no path, a host where files have none, or a path where memory has none.",
     "write sqlite:PATH, as in sqlite:.dashflow/state.db, or memory",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"store_conflict",
     "Another holder wrote to the thread first.",
     "A newer process took the thread over, or two runs of it were started at once.",
     "the thread has a newer holder; nothing was lost",
     Exit::kConflict, ErrorCategory::kTransient, true},
    {"store_damaged",
     "An entry of the store is damaged.",
     "The disk or the system damaged it, or another program wrote to the store.",
     "restore from a backup",
     Exit::kFailed, ErrorCategory::kInternal, false},
    {"store_full",
     "The store has no room left.",
     "The disk or the quota of the store's folder is used up.",
     "free space; the run continues from its last checkpoint with `dashflow resume`",
     Exit::kFailed, ErrorCategory::kExhausted, true},
    {"store_invalid",
     "The file is not a store.",
     "The path is wrong, or something else made the file.",
     "name another file with --store",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"store_locked",
     "Another process holds the store.",
     "A run, a server or another command that writes is using it.",
     "stop that process, or use another store",
     Exit::kConflict, ErrorCategory::kTransient, true},
    {"store_newer",
     "The store was written by a newer release.",
     "A newer release has upgraded its layout, which this one cannot read.",
     "use that release or a newer one",
     Exit::kInvalid, ErrorCategory::kUnsupported, false},
    {"store_not_found",
     "There is no store at that place.",
     "Nothing has run there yet, or the path is misspelt.",
     "run a workflow first, or name the store with --store",
     Exit::kNotFound, ErrorCategory::kInvalidInput, false},
    {"store_required",
     "The operation needs a store.",
     "It continues a thread, and only a store remembers threads.",
     "run with --store",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"store_setting",
     "A store does not take its settings.",
     "They do not fit the schema of its plugin.",
     "see `dashflow plugin inspect` for what it takes",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"store_unavailable",
     "The store does not answer.",
     "The disk, the database or the network between is slow or down.",
     "see its cause; the run continues with `dashflow resume`",
     Exit::kUnreachable, ErrorCategory::kTransient, true},
    {"store_unknown",
     "No plugin has a store of that kind.",
     "What stands before the colon of its address is misspelt, or its plugin is not installed.",
     "install a storage plugin, or add its folder with --plugin-path",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
});
// clang-format on

}  // namespace dashflow::catalogue
