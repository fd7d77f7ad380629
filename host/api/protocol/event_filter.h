// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "host/api/stream/frame.h"
#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::api {

// Which events of a thread a client subscribes to: {channels, namespaces?, depth?}. Namespaces are
// prefixes, `depth` is how far below them. Error request_invalid: no channel, or an unknown one.
Result<std::function<bool(const Frame&)>> EventFilterOf(const Value& subscription);

}  // namespace dashflow::api
