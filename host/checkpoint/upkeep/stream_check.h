// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Reads a whole stream, and goes on behind what is damaged: `damaged` gets each entry that cannot
// be read or decoded, or is not there, `whole` each other one. Errors: what the store says but
// damage.
struct StreamListener {
  std::function<void(const Position&, const Entry&)> whole;
  std::function<void(const Position&, std::string why)> damaged;
};
Status CheckStream(Store& store, std::uint64_t stream, const StreamListener& listener);

}  // namespace dashflow::checkpoint
