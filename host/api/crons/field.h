// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dashflow::api {

// The numbers that a field of a schedule may have, and the names of some of them.
struct FieldRange {
  int first = 0;
  int last = 0;
  std::string_view names{};  // three letters each, of the numbers from `named` on
  int named = 0;
};

// The numbers that it stands for, as bits. Nothing = it cannot be read.
std::optional<std::uint64_t> ReadField(std::string_view text, const FieldRange& range);

}  // namespace dashflow::api
