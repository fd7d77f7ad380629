// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kInputErrors = std::to_array<CatalogueEntry>({
    {"answer_invalid",
     "An answer does not fit the schema of its question.",
     "It is of another type than asked for, or none of the choices.",
     "see the schema in `dashflow approve`",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"input_invalid",
     "The input of a run is no object.",
     "A bare value, text or list was given.",
     "give an object: {\"<input>\": value}",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"input_missing",
     "An input that the workflow needs is missing.",
     "The channel is listed under input: and has no default.",
     "give it with --input",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"input_type",
     "An input does not fit its channel.",
     "It is of another type or shape than the channel's schema under state: allows.",
     "change the input",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"input_unknown",
     "The workflow takes no input of that name.",
     "It is misspelt, or not listed under input:.",
     "remove it, or list it under input:",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"not_waiting",
     "The thread does not wait for an answer.",
     "The question was answered already, or the run has ended.",
     "see `dashflow threads show THREAD`",
     Exit::kConflict, ErrorCategory::kInvalidInput, false},
    {"parameter_missing",
     "A parameter has no value.",
     "It has no default, and the command gives none.",
     "give --param NAME=VALUE, or a default under params:",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"parameter_type",
     "A parameter does not fit its schema.",
     "The text after --param cannot be read as its type, or is beyond its limits.",
     "change the value, or the schema under params:",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"parameter_unknown",
     "The workflow takes no parameter of that name.",
     "It is misspelt, or not declared under params:.",
     "remove it, or declare it under params:",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"question_not_found",
     "No question of that name waits.",
     "The id or task is misspelt, or it was answered already.",
     "see `dashflow approve` for all questions",
     Exit::kNotFound, ErrorCategory::kInvalidInput, false},
    {"resume_ambiguous",
     "Several questions wait and the answer names none.",
     "Parallel tasks asked, and one answer cannot be for all of them.",
     "use --answers '{\"<id>\": …}'",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
});
// clang-format on

}  // namespace dashflow::catalogue
