// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace dashflow::graph {

// The keywords of JSON Schema Draft 7 (without `default`, which the language reads itself).
std::span<const std::string_view> SchemaKeywords();

}  // namespace dashflow::graph
