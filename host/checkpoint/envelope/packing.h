// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Whether bytes are worth the time to compress them before they are stored.
enum class Packing { kNone, kZstd };

// A store that keeps nothing beyond the process is not written for its size.
inline Packing PackingFor(const Store& store) {
  return store.durability() == DurabilityClass::kNone ? Packing::kNone : Packing::kZstd;
}

// Fewer bytes are stored as they are: a commit costs more than they do.
inline constexpr std::size_t kLeastPacked = std::size_t{4} << 10;

// Appends the bytes as a zstd frame to `out`. False, and `out` is as it was, unless that saves an
// eighth. What cannot be compressed is given up early. [any-thread]
bool Pack(std::string_view bytes, std::string& out);

// Appends what a frame holds to `out`. False, before any memory is taken, for one that says that it
// holds more than `most` bytes or does not say how many, and for one that is damaged. [any-thread]
bool Unpack(std::string_view frame, std::size_t most, std::string& out);

}  // namespace dashflow::checkpoint
