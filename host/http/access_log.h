// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

#include "host/base/log.h"
#include "host/http/front.h"

namespace dashflow::http {

// How a request ended.
struct Outcome {
  int status = 0;  // 0 = the client left before there was one
  std::uint64_t bytes = 0;
  std::chrono::nanoseconds time{};
  bool is_whole = true;  // false: the client left, or was left, before the end of the answer
};

// One line of JSON a request: {"request", "route", "method", "path", "status", "ms", "bytes"}, with
// "caller" and "traceparent" where there is one, and "cut": true for a client that left. Queries
// and headers, which may hold secrets, are not in it. [any-thread]
void LogAccess(Log& log, const Ruling& ruling, const Outcome& outcome);

}  // namespace dashflow::http
