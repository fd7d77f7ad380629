// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/glue/services.hpp>
#include <limits>

namespace dashflow::sdk {

// The host's random bits, as a generator for <random>: std::shuffle(first, last, sdk::Random()).
// Seeded in deterministic runs; not for secrets. [any-thread]
struct Random {
  using result_type = std::uint64_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() const noexcept { return services.random->next(services.random); }
};

}  // namespace dashflow::sdk
