// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {
class Store;
}

namespace dashflow::graph {
struct Workflow;
}

namespace dashflow::cases {

// A thread of a case, and the checkpoint meant: entry `at` of its last history.
struct ThreadView {
  checkpoint::Store* store = nullptr;
  const graph::Workflow* workflow = nullptr;
  std::string thread;
  std::optional<std::int64_t> at;
};

// The steps of a case that look into a thread or change it, in the format of the cases.
// Error: not_supported_yet.
Result<Value> StateOf(const ThreadView& view, bool subgraphs);
Result<Value> HistoryOf(const ThreadView& view, const Value& query);
Result<Value> CheckpointsOf(const ThreadView& view);
Result<Value> Update(const ThreadView& view, const Value& step);
Result<Value> UpdateBulk(const ThreadView& view, const Value& supersteps);

}  // namespace dashflow::cases
