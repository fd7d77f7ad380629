// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/state_view.h"

namespace dashflow::cases {
namespace {

Error NotYet(const std::string& step) {
  return Error("not_supported_yet", "the step '" + step + "' is not there yet");
}

}  // namespace

Result<Value> StateOf(const ThreadView&, bool) { return NotYet("state"); }
Result<Value> HistoryOf(const ThreadView&, const Value&) { return NotYet("history"); }
Result<Value> CheckpointsOf(const ThreadView&) { return NotYet("checkpoints"); }
Result<Value> Update(const ThreadView&, const Value&) { return NotYet("update"); }
Result<Value> UpdateBulk(const ThreadView&, const Value&) { return NotYet("bulk"); }

}  // namespace dashflow::cases
