// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// One part of a store that is damaged.
struct Damage {
  std::string what;    // for people; may be any bytes
  std::string thread;  // whose it is; empty = not known, or nobody's
  Position at{};       // of a log entry; stream 0 = of something else
  Position parent{};   // the checkpoint before it in its stream; stream 0 = none that can be read
};

// What of a store was looked at, and what is damaged.
struct Verified {
  bool checks_itself = true;  // the store did: its structure, and what no thread uses, are sound
  std::uint64_t done = 0;     // of that check, in the store's own unit
  std::uint64_t all = 0;
  std::uint64_t threads = 0;  // whose logs are done
  std::uint64_t all_threads = 0;
  std::uint64_t runs = 0;
  std::uint64_t entries = 0;
  std::vector<Damage> damages;
};
using VerifyWatcher = std::function<void(const Verified& so_far)>;

// Lets the store check itself, as far as it can, then reads and decodes the log of every thread and
// every record, and goes on behind what is damaged. Errors: what the store says but damage.
Result<Verified> VerifyStore(Store& store, const VerifyWatcher& watcher);

}  // namespace dashflow::checkpoint
