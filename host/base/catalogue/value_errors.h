// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "host/base/error_catalogue.h"

namespace dashflow::catalogue {

// clang-format off
inline constexpr auto kValueErrors = std::to_array<CatalogueEntry>({
    {"invalid_flat",
     "Bytes are not a value in the flat form.",
     "They are damaged, cut off, or were written by another program.",
     "the bytes are damaged or come from another program",
     Exit::kFailed, ErrorCategory::kInvalidInput, false},
    {"invalid_json",
     "Text is not JSON.",
     "It has a mistake of syntax, a number beyond doubles, or text that is no UTF-8.",
     "correct the JSON at the place named",
     Exit::kUsage, ErrorCategory::kInvalidInput, false},
    {"invalid_value",
     "A value cannot be represented.",
     "It holds NaN, an infinity, invalid UTF-8, or more than 512 levels of nesting.",
     "NaN, infinities, invalid UTF-8 and depth over 512 are refused",
     Exit::kFailed, ErrorCategory::kInvalidInput, false},
    {"value_limit",
     "A value is larger than its limit.",
     "Text or a document has outgrown what the host accepts.",
     "make it smaller, or raise the limit",
     Exit::kFailed, ErrorCategory::kExhausted, false},
    {"value_too_deep",
     "A value is nested too deeply.",
     "Lists and objects stand inside each other more than 512 times, or brackets are not closed.",
     "nest it less",
     Exit::kFailed, ErrorCategory::kExhausted, false},
});
// clang-format on

}  // namespace dashflow::catalogue
