// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/run_outcome.h"

#include "host/engine/record/announcer.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using checkpoint::ThreadStatus;

Value InterruptsOf(const engine::RunResult& result) {
  ArrayBuilder questions;
  for (const engine::WaitingQuestion& question : result.questions) {
    questions.Add(
        Value::EmptyObject().Set("value", question.asked.question).Set("id", question.asked.id));
  }
  return std::move(questions).Build();
}

// Clients know this one by the name that LangGraph gives it.
std::string_view NameOf(const Error& error) {
  return error.code() == "recursion_limit" ? "GraphRecursionError" : std::string_view(error.code());
}

}  // namespace

OrderStatus StatusOf(ThreadStatus status) {
  switch (status) {
    case ThreadStatus::kFailed:
      return OrderStatus::kError;
    case ThreadStatus::kTimeout:
      return OrderStatus::kTimeout;
    case ThreadStatus::kCancelled:
      return OrderStatus::kInterrupted;
    default:
      return OrderStatus::kSuccess;
  }
}

RunOutcome OutcomeOf(const engine::RunResult& result) {
  RunOutcome outcome;
  outcome.status = StatusOf(result.status);
  outcome.values = result.output;
  if (result.status == ThreadStatus::kWaiting)
    outcome.values = outcome.values.Set("__interrupt__", InterruptsOf(result));
  outcome.error = result.error;
  outcome.comes_back = result.error && result.error->code() == "drained";
  return outcome;
}

Value FailureView(const Error& error) {
  return Value::EmptyObject()
      .Set("error", NameOf(error))
      .Set("message", error.message())
      .Set("details", engine::ErrorValue(error));
}

Value ResultView(const RunOutcome& outcome) {
  const bool failed =
      outcome.status == OrderStatus::kError || outcome.status == OrderStatus::kTimeout;
  if (!failed || !outcome.error) return outcome.values;
  return Value::EmptyObject().Set("__error__", FailureView(*outcome.error));
}

}  // namespace dashflow::api
