// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host/base/clock.h"

namespace dashflow::checkpoint {

// Which threads or runs are asked for. Empty members take everything.
struct RecordFilter {
  std::string status = {};  // as the store has it: "running" after a kill, too
  std::string workflow = {};
  std::string error = {};              // a code
  std::optional<WallTime> since = {};  // of a thread's last update, of a run's start
  std::uint64_t limit = 0;             // 0 = none
};

// The index term that leaves the fewest records to look at; empty = none helps.
std::string TermOf(const RecordFilter& filter);

// What of a record a filter looks at.
struct FilteredFacts {
  std::string_view status;
  std::string_view workflow;
  std::string_view error;
  WallTime time;
};
bool Fits(const RecordFilter& filter, const FilteredFacts& facts);

// Makes `term` the index term "name=value", cut to what a store takes.
void SetIndexTerm(std::string& term, std::string_view name, std::string_view value);

}  // namespace dashflow::checkpoint
