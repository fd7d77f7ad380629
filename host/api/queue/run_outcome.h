// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/api/queue/run_order.h"
#include "host/base/error.h"
#include "host/engine/request.h"
#include "host/value/value.h"

namespace dashflow::api {

// How an order ended.
struct RunOutcome {
  OrderStatus status = OrderStatus::kSuccess;
  Value values;  // the workflow's output, with `__interrupt__` where it waits
  std::optional<Error> error = std::nullopt;
  bool began = true;         // false = `error` says why it could not begin
  bool comes_back = false;   // the host ends; the run goes on when it is started again
  bool rolled_back = false;  // nothing is left of it
};

OrderStatus StatusOf(checkpoint::ThreadStatus status);
RunOutcome OutcomeOf(const engine::RunResult& result);

// {"error": name, "message": …}, as clients raise it.
Value FailureView(const Error& error);

// What whoever waits for a run gets: its values, or {"__error__": …}.
Value ResultView(const RunOutcome& outcome);

}  // namespace dashflow::api
