// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// In the order of DurabilityClass.
inline constexpr std::string_view kDurabilityNames[] = {"none", "best_effort", "relaxed",
                                                        "durable"};

inline std::string_view DurabilityName(DurabilityClass durability) {
  return kDurabilityNames[static_cast<std::size_t>(durability)];
}

}  // namespace dashflow::checkpoint
