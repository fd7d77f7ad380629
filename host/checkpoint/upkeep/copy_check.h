// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Counts what goes into a copy, and then what is there: more where something was not counted.
class CopyCheck {
 public:
  void Note(std::string_view space) { ++records_[space]; }  // a record; of a constant
  void Note(std::uint64_t stream, std::uint64_t entries) { streams_.emplace_back(stream, entries); }

  // Reads the copy once. Error store_damaged when something is missing there, or cannot be read.
  Status Confirm(Store& copy) const;

 private:
  std::map<std::string_view, std::uint64_t> records_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> streams_;
};

}  // namespace dashflow::checkpoint
