// SPDX-License-Identifier: Apache-2.0
#include "host/api/outgoing/outside.h"

#include <algorithm>
#include <array>

namespace dashflow::api {
namespace {

struct Network {
  std::array<std::uint8_t, 4> address;
  int bits;
};

// RFC 6890, and multicast.
constexpr auto kInside = std::to_array<Network>({
    {{0, 0, 0, 0}, 8},
    {{10, 0, 0, 0}, 8},
    {{100, 64, 0, 0}, 10},
    {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16},
    {{172, 16, 0, 0}, 12},
    {{192, 0, 0, 0}, 24},
    {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24},
    {{192, 168, 0, 0}, 16},
    {{198, 18, 0, 0}, 15},
    {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24},
    {{224, 0, 0, 0}, 3},
});

std::uint32_t NumberOf(std::span<const std::uint8_t> bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | bytes[3];
}

bool IsOutsideV4(std::span<const std::uint8_t> address) {
  const std::uint32_t number = NumberOf(address);
  return std::ranges::none_of(kInside, [number](const Network& network) {
    return ((number ^ NumberOf(network.address)) >> (32 - network.bits)) == 0;
  });
}

bool Begins(std::span<const std::uint8_t> address, std::span<const std::uint8_t> with) {
  return std::ranges::equal(address.first(with.size()), with);
}

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr std::array<std::uint8_t, 12> kNat64{0, 0x64, 0xff, 0x9b};
constexpr std::array<std::uint8_t, 2> k6To4{0x20, 0x02};
constexpr std::array<std::uint8_t, 3> kProtocols{0x20, 0x01, 0x00};  // and Teredo
constexpr std::array<std::uint8_t, 4> kExamples{0x20, 0x01, 0x0d, 0xb8};

bool IsOutsideV6(std::span<const std::uint8_t> address) {
  if (Begins(address, kMapped) || Begins(address, kNat64)) return IsOutsideV4(address.subspan(12));
  if (Begins(address, k6To4)) return IsOutsideV4(address.subspan(2, 4));
  const bool is_global = address[0] >> 5 == 1;  // 2000::/3
  return is_global && !Begins(address, kProtocols) && !Begins(address, kExamples);
}

}  // namespace

bool IsOutside(std::span<const std::uint8_t> address) {
  return address.size() == 4 ? IsOutsideV4(address) : IsOutsideV6(address);
}

}  // namespace dashflow::api
