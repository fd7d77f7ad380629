// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kApiErrors = std::to_array<CatalogueEntry>({
    {"assistant_exists",
     "There is an assistant with this id already.",
     "It was created before, or by somebody else at the same moment.",
     "leave assistant_id out, or create it with if_exists: do_nothing",
     Exit::kConflict, ErrorCategory::kInvalidInput, false},
    {"assistant_not_found",
     "There is no such assistant.",
     "The id is misspelt, it was deleted, or the configuration has no workflow of this name.",
     "see POST /assistants/search for those that there are",
     Exit::kNotFound, ErrorCategory::kInvalidInput, false},
    {"cron_invalid",
     "A schedule cannot be read.",
     "It does not have five fields, a number is beyond its range, or the time zone is unknown.",
     "write minute, hour, day, month and weekday, as in 0 9 * * 1-5",
     Exit::kInvalid, ErrorCategory::kInvalidInput, false},
    {"cron_not_found",
     "There is no such cron.",
     "The id is misspelt, or it was deleted.",
     "see POST /runs/crons/search for those that there are",
     Exit::kNotFound, ErrorCategory::kInvalidInput, false},
    {"document_too_large",
     "A record of the API is larger than what a store keeps in one.",
     "Metadata, a configuration or an item holds more than a megabyte.",
     "keep large values in the state of a thread, which has no such limit",
     Exit::kInvalid, ErrorCategory::kExhausted, false},
});
// clang-format on

}  // namespace dashflow::catalogue
