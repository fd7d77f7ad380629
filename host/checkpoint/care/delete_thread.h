// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/result.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// Erases a thread: its record, its runs, its log, and the blobs that nobody else uses, unless they
// are left to CollectBlobs, in one batch. Errors: thread_busy when it has changed since it was
// read, and those of the store. REQUIRES: no run works on it.
Status DeleteThread(Store& store, const ThreadRecord& record,
                    UnusedBlobsAre blobs = UnusedBlobsAre::kErased);

}  // namespace dashflow::checkpoint
