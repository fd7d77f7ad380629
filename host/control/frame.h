// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "host/base/descriptor.h"
#include "host/value/value.h"

namespace dashflow::control {

// stdin, stdout and stderr of a caller.
using Streams = std::array<Descriptor, 3>;

// Sends a frame (README.md), with the descriptors `streams` of this process if given. False: the
// other end is gone. [any-thread, one frame at a time]
bool SendFrame(int connection, const Value& frame, const std::array<int, 3>* streams = nullptr);

// Waits for a frame; nothing: the other end is gone, is late (SO_RCVTIMEO), or sent none. The
// descriptors that came with it are put into `streams`.
std::optional<Value> ReceiveFrame(int connection, Streams* streams = nullptr);

}  // namespace dashflow::control
