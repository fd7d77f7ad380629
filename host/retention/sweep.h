// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/upkeep/store_care.h"
#include "host/engine/engine.h"
#include "host/retention/rule.h"

namespace dashflow::retention {

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
  Sweep(const Parts& parts, const Rules& rules) : parts_(parts), rules_(rules) {}

  // Each deleted thread is told to the log. Errors: those of the store; what was done until then
  // stays done. Ends early when `stop` is set. [serial]
  Result<Swept> Run(const std::atomic<bool>& stop);

 private:
  Status Look(const checkpoint::ThreadRecord& thread, Swept& swept);
  // REQUIRES: the rule has such a time, such a number.
  Status Delete(const checkpoint::ThreadRecord& thread, const Rule& rule, Swept& swept);
  Status Prune(const checkpoint::ThreadRecord& thread, const Rule& rule, Swept& swept);
  Status Collect(Swept& swept);
  bool IsOld(const checkpoint::ThreadRecord& thread, const Rule& rule) const;
  // Whether unused blobs are left until the end.
  checkpoint::UnusedBlobsAre blobs() const;

  const Parts parts_;
  const Rules rules_;
  bool lists_blobs_ = true;
  std::map<std::string, std::uint64_t> pruned_;  // revision of the record after that
};

}  // namespace dashflow::retention
