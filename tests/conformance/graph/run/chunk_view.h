// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/event/stream.h"

namespace dashflow::cases {

// The data of a chunk as cases have it: without ids and times, sends first and then nodes in the
// order of their definition.
Value ShownData(event::StreamMode mode, const Value& data, const std::vector<std::string>& order);

// What a case expects of a stream, with our codes in the errors of its tasks.
Value ChunksWithErrorCodes(const Value& expected);

// The 17 of "digest#17"; -1 = no send.
std::int64_t SendOf(const std::string& task);

}  // namespace dashflow::cases
