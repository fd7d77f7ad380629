// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// What the operation that puts a record borrows until the batch is answered. May be used again.
struct RecordPut {
  std::string bytes;
  std::vector<std::string> terms;
  std::vector<Bytes> term_bytes;
};

// The operations borrow from the record's id, too.
Operation PutThread(const ThreadRecord& record, RecordPut& put);
Operation PutRun(const RunRecord& record, RecordPut& put);
// The thread is as it was read, or is not there yet.
Operation ExpectThread(const ThreadRecord& record);

}  // namespace dashflow::checkpoint
