// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace dashflow::api {

// Whether an address, of 4 or 16 bytes, is one of the public internet: neither this machine nor its
// networks, none that is reserved, and none that stands for such a one (IPv4 in IPv6, 6to4).
bool IsOutside(std::span<const std::uint8_t> address);

}  // namespace dashflow::api
