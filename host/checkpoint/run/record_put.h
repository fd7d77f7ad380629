// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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

// The operations borrow from the record's id, and from the space, too.
// What `put` holds, under this key.
Operation PutRecord(std::string_view space, std::string_view key, RecordPut& put);
// The record has this rev; 0 = is not there.
Operation ExpectRecord(std::string_view space, std::string_view key, std::uint64_t rev);

Operation PutThread(const ThreadRecord& record, RecordPut& put);
Operation PutRun(const RunRecord& record, RecordPut& put);
// The thread is as it was read, or is not there yet.
Operation ExpectThread(const ThreadRecord& record);

}  // namespace dashflow::checkpoint
