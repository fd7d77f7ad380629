// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "host/value/value.h"

namespace dashflow {

// Lets the objects of one document share their keys: most documents repeat a few. [serial]
class KeyCache {
 public:
  // A string equal to `key`, the one handed out before where it is still known.
  Value Share(std::string_view key) {
    if (key.empty() || key.size() > kLongest) return Value(key);
    Value& slot = slots_[SlotOf(key)];
    if (slot.size() != key.size() || slot.as_text() != key) slot = Value(key);
    return slot;
  }

 private:
  static constexpr std::size_t kSlots = 32;
  static constexpr std::size_t kLongest = 64;

  static std::size_t SlotOf(std::string_view key) {
    const auto first = static_cast<unsigned char>(key.front());
    const auto last = static_cast<unsigned char>(key.back());
    return (key.size() + std::size_t{5} * first + std::size_t{11} * last) % kSlots;
  }

  std::array<Value, kSlots> slots_;
};

}  // namespace dashflow
