// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/run/record_put.h"
#include "host/checkpoint/store.h"
#include "host/engine/cache/cache_record.h"
#include "host/engine/run_ptr.h"

namespace dashflow::engine {

// One batch on its way to the store, with everything that it borrows. Used again for later batches
// of its run.
struct CommitJob {
  Run* run = nullptr;
  RunPtr keeper;  // of a run that does not wait for it, and may end before the answer
  checkpoint::Batch batch;
  std::vector<checkpoint::Operation> ops;
  checkpoint::Envelope envelope;
  std::string_view stored;  // the log entry
  std::uint64_t seq = 0;
  std::vector<CacheRecord> cached;
  checkpoint::RecordPut thread;
  checkpoint::RecordPut run_record;
  std::uint32_t behind = 0;  // jobs out when it was made, itself included
  bool awaited = false;
  bool puts_thread = false;
  // Who comes second, the submitter leaving or the store answering, goes on with the run.
  std::atomic<bool> passed{false};
};

}  // namespace dashflow::engine
