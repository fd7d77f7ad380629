// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/expression/function/function.h"

namespace dashflow::expression {
namespace {

constexpr auto kNames = std::to_array<std::string_view>({
    "base64.decode",
    "base64.encode",
    "cel.bind",
    "cel.block",
    "cel.index",
    "cel.iterVar",
    "hasValue",
    "ip",
    "isIP",
    "optFlatMap",
    "optMap",
    "optional.none",
    "optional.of",
    "optional.ofNonZeroValue",
    "optional.unwrap",
    "or",
    "orValue",
    "proto.getExt",
    "proto.hasExt",
    "regex.extract",
    "regex.extractAll",
    "regex.replace",
    "sets.contains",
    "sets.equivalent",
    "sets.intersects",
    "transformMapEntry",
    "value",
});
static_assert(std::ranges::is_sorted(kNames));

}  // namespace

bool IsMissingFunction(std::string_view name) { return std::ranges::binary_search(kNames, name); }

}  // namespace dashflow::expression
