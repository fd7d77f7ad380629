// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "tests/bench/serve/client.h"

namespace dashflow::bench {

struct Load {
  double per_second = 0;  // answers
  double p50_ms = 0;      // from the request to the answer's end
  double p99_ms = 0;
};

// One thread asks the same on `clients` kept connections, on each again as soon as it has the
// answer, until it has `answers`. Any answer but 200 ends the program.
Load Drive(std::uint16_t port, const Ask& ask, int clients, int answers);

}  // namespace dashflow::bench
