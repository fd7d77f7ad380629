// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "host/value/value.h"

namespace dashflow::channel {

using ChannelId = std::uint32_t;

// The numbers are DF_WRITE_* of the ABI.
enum class WriteMode : std::uint8_t { kReduce = 0, kOverwrite = 1 };

// What a task gives a channel.
struct Write {
  ChannelId channel = 0;
  WriteMode mode = WriteMode::kReduce;
  Value value;
};

}  // namespace dashflow::channel
