// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::cli {

// A thread, and its state as of a checkpoint.
struct ThreadAt {
  checkpoint::ThreadRecord record;
  checkpoint::Loaded loaded;
};

// `thread` is an id, a unique prefix of one, or @last; `checkpoint` the id of one, empty = the
// newest. Errors: usage, thread_not_found, and those of the store.
Result<ThreadAt> FindThread(checkpoint::Store& store, const std::string& thread,
                            const std::string& checkpoint = {});

}  // namespace dashflow::cli
