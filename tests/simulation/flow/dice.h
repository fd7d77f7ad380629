// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "host/base/random.h"

namespace dashflow::simulation {

// Choices that a seed makes; equal seeds make equal choices.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  std::uint64_t Roll() { return random_.Next(); }
  std::uint64_t Below(std::uint64_t end) { return Roll() % end; }
  int From(int first, int last) {
    return first + static_cast<int>(Below(static_cast<std::uint64_t>(last - first + 1)));
  }
  bool Percent(int chance) { return static_cast<int>(Below(100)) < chance; }
  bool PerMille(int chance) { return static_cast<int>(Below(1000)) < chance; }
  template <class T>
  const T& Of(const std::vector<T>& all) {
    return all[Below(all.size())];
  }

 private:
  SeededRandom random_;
};

}  // namespace dashflow::simulation
