// SPDX-License-Identifier: Apache-2.0
#include "host/engine/run.h"
#include "host/engine/task/conclude.h"
#include "host/engine/task/dispatch.h"

namespace dashflow::engine {
namespace {

void CompleteBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  attempt.Complete(static_cast<graph::Outcome>(token.slot));
}

void CompleteCancelled(void* context) {
  Attempt& attempt = *static_cast<Attempt*>(context);
  if (!attempt.run().services.executor.CancelTimer(attempt.completion.load())) return;
  attempt.Fail(Error("cancelled", "the node was cancelled while it waited"));
  attempt.Complete(graph::Outcome::kFailed);
}

}  // namespace

void ConcludeAt(Attempt& attempt, std::int64_t mono_ns, graph::Outcome outcome) {
  attempt.AddRef();
  executor::Executor& executor = attempt.run().services.executor;
  const MonoTime when{std::chrono::nanoseconds(mono_ns)};
  attempt.completion.store(
      executor.At(when, {&attempt, static_cast<std::uint32_t>(outcome), 0}, CompleteBody));
  attempt.OnCancel(CompleteCancelled, &attempt);
  attempt.DropRef();
}

}  // namespace dashflow::engine
