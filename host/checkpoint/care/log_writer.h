// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/envelope.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Fills a new stream, some entries a batch. What it has written counts for nothing until a record
// names the stream.
class LogWriter {
 public:
  LogWriter(Store& store, std::uint64_t stream) : store_(store), stream_(stream) {}

  Status Add(const Entry& entry);
  Status AddStored(std::string_view stored);  // as it is
  // What has not been written yet. Errors: what the store says.
  Status Flush();
  std::uint64_t seq() const { return seq_; }  // of the last entry

 private:
  Status Append(std::string_view stored);

  Store& store_;
  const std::uint64_t stream_;
  std::uint64_t seq_ = 0;
  std::size_t bytes_ = 0;
  std::deque<Envelope> envelopes_;
  std::deque<std::string> stored_;
  std::vector<Operation> ops_;
};

}  // namespace dashflow::checkpoint
