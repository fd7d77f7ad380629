// SPDX-License-Identifier: Apache-2.0
#include "host/base/random.h"

#include <atomic>
#include <random>

namespace dashflow {

SeededRandom::SeededRandom(std::uint64_t seed) : state_(seed) {}

std::uint64_t SeededRandom::Next() {
  std::uint64_t z =
      std::atomic_ref(state_).fetch_add(0x9e3779b97f4a7c15, std::memory_order_relaxed) +
      0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::uint64_t EntropySeed() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace dashflow
