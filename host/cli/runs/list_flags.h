// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/run/record_filter.h"

namespace CLI {
class App;
}

namespace dashflow::cli {

// What the lists of runs and threads take.
struct ListFlags {
  std::string status;
  std::string workflow;
  std::string error;
  std::string since;
  std::uint64_t limit = 0;
};

// `of` = what --since is about, such as "started".
void AddListFlags(CLI::App& list, ListFlags& flags, const std::string& of);

// For the store, without the limit: what it calls running may be unfinished, so that whoever lists
// counts. Error usage for a --since that is neither a duration nor a time.
Result<checkpoint::RecordFilter> FilterOf(const ListFlags& flags, WallTime now);

// Takes the records of a list that have the status asked for, up to the limit.
class ListCounter {
 public:
  explicit ListCounter(const ListFlags& flags) : flags_(flags) {}
  bool Takes(std::string_view status) {
    if (!flags_.status.empty() && status != flags_.status) return false;
    return ++count_, true;
  }
  bool is_full() const { return flags_.limit != 0 && count_ >= flags_.limit; }

 private:
  const ListFlags& flags_;
  std::uint64_t count_ = 0;
};

}  // namespace dashflow::cli
