// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/config/tree.h"

namespace dashflow::graph {

// The document as JSON with sorted keys, without `x-…` keys at the top: comments, layout and the
// order of keys do not change it.
std::string NormalForm(const config::Tree& document);

// "w-" and 32 hexadecimal digits: XXH3-128 of the text.
std::string VersionOf(std::string_view normal_form);

}  // namespace dashflow::graph
