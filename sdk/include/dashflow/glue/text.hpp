// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/abi.h>

#include <string_view>

namespace dashflow::sdk {

constexpr df_text ToText(std::string_view text) { return {text.data(), text.size()}; }

constexpr std::string_view ToView(df_text text) {
  return text.size == 0 ? std::string_view() : std::string_view(text.data, text.size);
}

}  // namespace dashflow::sdk
