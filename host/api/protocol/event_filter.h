// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "host/api/stream/frame.h"
#include "host/api/stream/run_stream.h"
#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::api {

// A subscription's JSON Schema.
inline constexpr std::string_view kSubscription =
    R"({"type": "object", "required": ["channels"],
  "properties": {"channels": {"type": "array", "items": {"type": "string"}},
  "namespaces": {"type": ["array", "null"], "items": {"type": "array",
    "items": {"type": "string"}}},
  "depth": {"type": ["integer", "null"], "minimum": 0},
  "since": {"type": ["integer", "null"], "minimum": 0}}})";

// Which events of a thread a client subscribes to: {channels, namespaces?, depth?}. Namespaces are
// prefixes, `depth` is how far below them. Error request_invalid: no channel, or an unknown one.
Result<std::function<bool(const Frame&)>> EventFilterOf(const Value& subscription);

// The number of the first event of a stream that it asks for: behind `since`, or all that is kept.
std::uint64_t FirstWanted(const Value& subscription, const RunStream& stream);

}  // namespace dashflow::api
