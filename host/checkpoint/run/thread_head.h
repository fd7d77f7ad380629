// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/loader.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// The newest state of a thread. Where its latest run has ended, the record of that says which entry
// was the last: a damaged index of a store can hide it, and the state before would pass for the
// newest. Errors: store_damaged, and those of Loader.
Result<Loaded> LoadThread(Store& store, const ThreadRecord& record);

}  // namespace dashflow::checkpoint
