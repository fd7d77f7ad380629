// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "host/base/death_mark.h"

namespace dashflow::recovery {

// The bytes of the file that tells what is in flight (in_flight_table.h). All bits zero = empty.

inline constexpr std::uint64_t kTableMagic = 0x31'74'68'67'69'6c'66'64;  // "dflight1"
inline constexpr std::uint32_t kPlaces = 1024;

struct PlaceLayout {
  enum State : std::uint32_t { kFree, kTaken, kNoted };

  std::atomic<std::uint32_t> state;
  std::int32_t os_thread;  // that runs the node, or has begun it
  std::uint64_t serial;    // rises with what this OS thread begins
  std::uint64_t key;
  std::int64_t step;
  std::uint32_t thread_size;
  std::uint32_t run_size;
  std::uint32_t node_size;
  std::array<char, 256> thread;  // the longest key of a store
  std::array<char, 40> run;
  std::array<char, 108> node;  // cut
};
static_assert(sizeof(PlaceLayout) == 448);

struct TableLayout {
  std::uint64_t magic;
  std::atomic<std::uint32_t> is_open;  // 1 = from its begin until the process ends in order
  std::uint32_t boot_size;
  std::array<char, 64> boot;  // which start of the machine
  DeathMark mark;
  alignas(64) std::array<PlaceLayout, kPlaces> places;
};

}  // namespace dashflow::recovery
