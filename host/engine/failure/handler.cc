// SPDX-License-Identifier: Apache-2.0
#include "host/engine/failure/handler.h"

#include <algorithm>

#include "host/engine/failure/error_name.h"
#include "host/engine/task/arguments.h"
#include "host/value/builder.h"

namespace dashflow::engine {

std::optional<graph::NodeId> HandlerOf(const graph::NodePlan& plan, const Task& task,
                                       const Error& error) {
  if (task.handled) return std::nullopt;
  const auto handler = std::ranges::find_if(plan.handlers, [&error](const graph::Handler& each) {
    return each.errors.empty() || IsNamed(each.errors, error);
  });
  if (handler == plan.handlers.end()) return std::nullopt;
  return handler->to;
}

Value FailureValue(const Attempt& attempt, const Error& error) {
  ObjectBuilder failure;
  failure.Add("node", attempt.plan().name);
  failure.Add("code", error.code());
  failure.Add("message", error.message());
  failure.Add("attempts", static_cast<std::int64_t>(attempt.facts().attempt));
  failure.Add("input", InputValue(attempt));
  return std::move(failure).Build();
}

}  // namespace dashflow::engine
