// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "host/base/result.h"
#include "host/checkpoint/care/store_filler.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/envelope/packing.h"

namespace dashflow::checkpoint {

// Fills a new stream, some entries a batch. What it has written counts for nothing until a record
// names the stream.
class LogWriter {
 public:
  LogWriter(Store& store, std::uint64_t stream)
      : filler_(store, "write thread"), stream_(stream), packing_(PackingFor(store)) {}

  // Each stands behind the last; `before` of the first is the caller's.
  Status Add(Entry entry);
  // What has not been written yet. Errors: what the store says.
  Status Flush() { return filler_.Flush(); }
  std::uint64_t seq() const { return seq_; }  // of the last entry

 private:
  StoreFiller filler_;
  const std::uint64_t stream_;
  const Packing packing_;
  std::uint64_t seq_ = 0;
  std::uint64_t checksum_ = 0;  // of the last entry
};

}  // namespace dashflow::checkpoint
