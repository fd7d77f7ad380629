// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/value/rep/raw_value.h"

namespace dashflow::rep {

inline std::string_view TextOf(const RawValue& value) noexcept { return {value.text, value.size}; }

// Room for `size` bytes and the NUL behind them (which is there already). The result carries one
// reference.
struct NewText {
  RawValue value;
  char* bytes;
};
NewText AllocateText(Kind kind, std::uint32_t size);

// A copy of `text`; carries one reference. REQUIRES: below 4 GiB.
RawValue MakeText(Kind kind, std::string_view text);

void FreeText(const RawValue& text) noexcept;

}  // namespace dashflow::rep
