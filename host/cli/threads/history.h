// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/checkpoint/store.h"
#include "host/cli/session.h"

namespace dashflow::cli {

struct HistoryArguments {
  std::uint64_t limit = 0;  // 0 = none
  std::string before;       // a checkpoint; empty = from the newest on
  std::vector<std::string> filter;
};

// Prints the checkpoints of a thread, newest first, branch by branch. Reads no more than it prints.
// Errors: usage, thread_not_found, checkpoint_not_found, and those of the store.
Status ShowHistory(Session& session, checkpoint::Store& store, const std::string& thread,
                   const HistoryArguments& arguments);

}  // namespace dashflow::cli
