// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/checkpoint/upkeep/spaces.h"

namespace dashflow::engine {

using checkpoint::kCacheSpace;

// What a task that has ended leaves for later ones; rides in the next batch of its run.
struct CacheRecord {
  std::string key;
  std::string bytes;
  std::int64_t expires_ns = 0;  // by the store's clock; 0 = never
};

}  // namespace dashflow::engine
