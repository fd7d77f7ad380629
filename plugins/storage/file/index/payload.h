// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dashflow::file {

// Where bytes lie in the journal.
struct Payload {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};

}  // namespace dashflow::file
