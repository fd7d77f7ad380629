// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/upkeep/store_care.h"

namespace dashflow::checkpoint {

struct CollectRule {
  // Younger blobs stay, whoever uses them: their log entry may still be on its way.
  std::chrono::nanoseconds margin = std::chrono::hours(1);
  // How many times logs have been moved within the store (a copy, a prune): such an entry names its
  // blobs without putting them again. Nothing = one is being moved now.
  std::function<std::optional<std::uint64_t>()> moves = [] { return std::uint64_t{0}; };
  std::function<void(std::uint64_t threads)> progress = [](std::uint64_t) {};
};

struct Collected {
  std::uint64_t blobs = 0;   // that there were
  std::uint64_t unused = 0;  // of them
  std::uint64_t erased = 0;  // of those; the rest is too young, or somebody has put it again
  bool busy = false;         // logs were moved all the time: nothing was erased
};

// Erases the blobs that no thread and no definition names, while others use the store. First the
// blobs are listed, then all logs are read; what is in neither is erased if nobody has put it since
// `margin` before that. A log that is written meanwhile puts what it names, which makes it young.
// Errors: store_unsupported when the store cannot list its blobs, and those of reading; then
// nothing was erased, or only what nobody names.
Result<Collected> CollectBlobs(Store& store, StoreCare& care, const CollectRule& rule);

}  // namespace dashflow::checkpoint
