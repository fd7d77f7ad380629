// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace dashflow::sqlite {

// Something that a transaction made and that can be looked for afterwards, when nobody knows
// whether its commit took effect.
struct Witness {
  enum class Kind : std::uint8_t { kNone, kEntry, kRecord };

  Kind kind = Kind::kNone;
  std::uint64_t stream = 0;  // kEntry
  std::uint64_t seq = 0;
  std::string space;  // kRecord
  std::string key;
  std::uint64_t rev = 0;
};

}  // namespace dashflow::sqlite
