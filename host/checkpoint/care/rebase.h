// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/care/prune_plan.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Where entries of the old streams are in the new ones.
class NewPlaces {
 public:
  // Entries of `old_stream` from `first` on are those of `stream` from 1 on; `whole` = so is what
  // the first one stands on.
  void Add(std::uint64_t old_stream, std::uint64_t first, std::uint64_t stream, bool whole) {
    moved_[old_stream] = {first, stream, whole};
  }
  std::uint64_t StreamOf(std::uint64_t old_stream) const;  // 0 = it is gone
  // Nothing = it is gone. Seq 0, the state before an input, is only there with a whole stream.
  std::optional<Position> Of(const Position& old) const;

 private:
  struct Moved {
    std::uint64_t first = 0;
    std::uint64_t stream = 0;
    bool whole = false;
  };
  std::map<std::uint64_t, Moved> moved_;
};

// What makes a state from nothing.
std::vector<Change> WholeState(const State& state);

// Writes what stays of a branch to the new stream `stream`, and adds it to `places`, which has what
// stays of older branches. `previous` = the branch before it there; 0 = none. Where what it stands
// on is gone it begins with its whole state. Errors: those of reading and writing.
Status Rebase(Store& store, const BranchPlan& branch, std::uint64_t stream, std::uint64_t previous,
              NewPlaces& places);

}  // namespace dashflow::checkpoint
