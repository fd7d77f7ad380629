// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/checkpoint/entry.h"
#include "host/checkpoint/history/history.h"
#include "host/graph/workflow.h"

namespace dashflow::cases {

// A thread of a case, and the checkpoint meant; nothing = the newest.
struct ThreadView {
  checkpoint::Store* store = nullptr;
  const graph::Workflow* workflow = nullptr;
  std::string thread;
  std::optional<checkpoint::Position> at;
  std::vector<std::string> order;  // the nodes, as the case names them
  bool subgraphs = false;          // with the states of those that its tasks called
};

Result<checkpoint::History> HistoryOf(const ThreadView& view);

// Of an input, what goes to channels of the workflow that are stored.
Value InputWritten(const graph::Workflow& workflow, const Value& input);

// The steps `state` and `history` of a case, in its format.
Result<Value> ShowState(const ThreadView& view);

// `query`: null, or an object of limit, filter, before (an entry of `earlier`, the last history).
struct ShownHistory {
  Value entries;
  std::vector<checkpoint::Position> positions;  // of the entries
};
Result<ShownHistory> ShowHistory(const ThreadView& view, const Value& query,
                                 const std::vector<checkpoint::Position>& earlier);

}  // namespace dashflow::cases
