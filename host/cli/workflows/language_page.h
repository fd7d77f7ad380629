// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/value/value.h"

namespace dashflow::cli {

// Every key of the workflow language as a page of Markdown (config/LANGUAGE.md), out of its JSON
// Schema. No newline at its end.
std::string LanguagePage(const Value& schema);

}  // namespace dashflow::cli
