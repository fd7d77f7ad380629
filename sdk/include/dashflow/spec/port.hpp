// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <dashflow/spec/fixed_string.hpp>
#include <string_view>

namespace dashflow::sdk {

// What a port takes or gives.
enum class Type : std::uint8_t {
  kAny,
  kString,
  kInteger,
  kNumber,
  kBoolean,
  kArray,
  kObject,
  kBytes,
};
using enum Type;  // sdk::kString

constexpr std::string_view TypeName(Type type) {
  constexpr std::string_view kNames[] = {"any",     "string", "integer", "number",
                                         "boolean", "array",  "object",  "bytes"};
  return kNames[static_cast<std::size_t>(type)];
}

struct Port {
  std::string_view name;
  std::string_view doc;
  Type type = Type::kAny;
  bool required = true;
};

// The ports of one direction in order of declaration; the place is the slot of the ABI.
template <FixedString... Names>
struct Ports {
  std::array<Port, sizeof...(Names)> list{};

  template <FixedString Name>
  static constexpr bool kHas = ((Names.view() == Name.view()) || ...);

  template <FixedString Name>
  static consteval std::uint32_t Slot() {
    std::uint32_t slot = 0;
    [[maybe_unused]] const bool found = ((Names.view() == Name.view() || (++slot, false)) || ...);
    return slot;
  }

  template <FixedString Name>
  consteval auto Add(Type type, std::string_view doc, bool required) const {
    static_assert(!kHas<Name>, "this port is declared twice");
    Ports<Names..., Name> more;
    for (std::size_t i = 0; i < list.size(); ++i) more.list[i] = list[i];
    more.list[list.size()] = {Name.view(), doc, type, required};
    return more;
  }
};

}  // namespace dashflow::sdk
