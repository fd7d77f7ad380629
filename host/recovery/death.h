// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/recovery/table_layout.h"

namespace dashflow::recovery {

// A task whose node was running when the process died.
struct NotedTask {
  std::string thread;
  std::string run;
  std::string node;
  std::uint64_t key = 0;  // the same task after a restart has the same
  std::int64_t step = 0;  // superstep of the thread's own run
};

// How the process before this one died. One that ended in order, or with the whole machine, leaves
// nothing: no node is to blame.
struct Death {
  std::vector<NotedTask> in_flight;
  std::optional<std::size_t> culprit;  // of those: its thread got the fatal signal
  std::string cause;                   // "SIGSEGV"
};

// What a table tells, whatever its bytes are. `boot` = of the machine as it runs now.
Death ReadDeath(const TableLayout& table, std::string_view boot);

}  // namespace dashflow::recovery
