// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/care/store_filler.h"
#include "host/checkpoint/entry.h"

namespace dashflow::checkpoint {

// Fills a new stream, some entries a batch. What it has written counts for nothing until a record
// names the stream.
class LogWriter {
 public:
  LogWriter(Store& store, std::uint64_t stream) : filler_(store, "write thread"), stream_(stream) {}

  Status Add(const Entry& entry);
  Status AddStored(std::string_view stored);  // as it is
  // What has not been written yet. Errors: what the store says.
  Status Flush() { return filler_.Flush(); }
  std::uint64_t seq() const { return seq_; }  // of the last entry

 private:
  StoreFiller filler_;
  const std::uint64_t stream_;
  std::uint64_t seq_ = 0;
};

}  // namespace dashflow::checkpoint
