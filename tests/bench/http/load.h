// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dashflow::bench {

// Requests a second that a server on loopback answers to `GET /ok` on kept connections: each of two
// threads sends one on each of its 16, then takes the answers. All have the same length.
double RequestsPerSecond(std::uint16_t port, int requests);

}  // namespace dashflow::bench
