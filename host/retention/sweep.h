// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/upkeep/store_care.h"
#include "host/engine/engine.h"

namespace dashflow::retention {

struct Rule {
  std::uint64_t checkpoints = 0;  // that stay of a thread, the newest; 0 = all
  std::optional<std::chrono::nanoseconds>
      finished{};  // after that a thread that has ended goes; nothing = never

  bool has_any() const { return checkpoints != 0 || finished; }
};

struct Swept {
  std::uint64_t deleted = 0;      // threads
  std::uint64_t pruned = 0;       // threads
  std::uint64_t checkpoints = 0;  // that were removed from them
  std::uint64_t blobs = 0;
  std::uint64_t left = 0;  // threads that something else was done with; the next pass comes to them

  bool has_any() const { return deleted + pruned + blobs != 0; }
};

// All outlive the sweep.
struct Parts {
  engine::Engine& engine;
  checkpoint::Store& store;     // the engine's
  checkpoint::StoreCare* care;  // of that store; null = it does nothing for itself
  const Clock& clock;
  Log& log;
};

// Passes over a store, of which each knows what the one before has done. One thread at a time.
class Sweep {
 public:
  Sweep(const Parts& parts, const Rule& rule) : parts_(parts), rule_(rule) {}

  // Each deleted thread is told to the log. Errors: those of the store; what was done until then
  // stays done. Ends early when `stop` is set. [serial]
  Result<Swept> Run(const std::atomic<bool>& stop);

 private:
  Status Look(const checkpoint::ThreadRecord& thread, Swept& swept);
  Status Delete(const checkpoint::ThreadRecord& thread, Swept& swept);
  Status Prune(const checkpoint::ThreadRecord& thread, Swept& swept);
  Status Collect(Swept& swept);
  bool IsOld(const checkpoint::ThreadRecord& thread) const;
  // Whether unused blobs are left until the end.
  checkpoint::UnusedBlobsAre blobs() const;

  const Parts parts_;
  const Rule rule_;
  bool lists_blobs_ = true;
  std::map<std::string, std::uint64_t> pruned_;  // revision of the record after that
};

}  // namespace dashflow::retention
