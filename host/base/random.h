// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dashflow {

// Randomness handed in from main.cc, so that a run can be repeated from a seed. [any-thread]
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t Next() = 0;
};

// SplitMix64 (Steele, Lea, Flood 2014) over an atomic counter: every caller gets a number of its
// own.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  std::uint64_t Next() override;

 private:
  std::uint64_t state_;
};

// Seeded once from the operating system.
std::uint64_t EntropySeed();

// Uniform in [0, 1) from one number.
inline double UnitInterval(std::uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

}  // namespace dashflow
