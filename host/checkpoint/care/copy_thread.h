// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/care/copy_calls.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

struct CopyNames {
  std::string thread;
  std::string run;       // of the copy of its latest run
  CallerIdOf caller_id;  // of its tasks
  WallTime now;
};

// Copies a thread with all its branches: history, questions that wait, what is finished of an
// unfinished superstep, and the logs of its subworkflows. The copy is there with its record, in one
// batch at the end; one that was cut off leaves nothing that counts, and the next takes it away.
// Returns the record of the copy. Errors: thread_exists, and those of reading and writing.
// REQUIRES: no run works on either.
Result<ThreadRecord> CopyThread(Store& store, const ThreadRecord& from, const CopyNames& names);

}  // namespace dashflow::checkpoint
