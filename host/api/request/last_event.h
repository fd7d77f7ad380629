// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "host/http/request.h"

namespace dashflow::api {

// The number behind the last event that a client has, by its `Last-Event-ID`. 0 = all: without it,
// for -1, and for what is no number.
std::uint64_t BehindLastEvent(const http::Request& request);

}  // namespace dashflow::api
