// SPDX-License-Identifier: Apache-2.0
#include "host/engine/call/call_numbers.h"

#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/engine/call/namespace.h"
#include "host/engine/call/workflow_call.h"
#include "host/engine/run.h"

namespace dashflow::engine {
namespace {

const Run& ThreadsOwn(const Run& run) {
  const Run* own = &run;
  while (own->caller) own = &own->caller->by();
  return *own;
}

}  // namespace

void CallNumbers::SetLogged(std::uint64_t first, std::uint64_t missing) {
  known_ = true;
  free_ = missing;
  first_ = retry_ ? missing : first;
}

CallNumber CallNumbers::Next() {
  const std::uint64_t n = first_ + made_++;
  return {n, first_, n < free_};
}

CallNumbers CallNumbers::Again() const {
  CallNumbers again = *this;
  again.made_ = 0;
  return again;
}

CallNumbers CallNumbers::Retry(bool lost) const {
  CallNumbers next = Again();
  if (!known_) return next;
  next.retry_ = true;
  next.known_ = !lost;
  if (lost) next.free_ = first_;
  next.first_ = next.free_;
  return next;
}

checkpoint::NamespaceRecord CallBy(const Attempt& attempt) {
  const Run& run = attempt.run();
  checkpoint::NamespaceRecord call;
  call.thread = run.journal.record().id;
  call.task = PathText(run.workflow, attempt.path(), attempt.node());
  call.caller = run.journal.record().stream;
  call.step = run.TaskStep();
  if (attempt.plan().checkpoint != graph::SubCheckpoint::kOwn || !run.caller) return call;
  const Run& own = ThreadsOwn(run);
  call.root = own.journal.record().stream;
  call.root_step = own.TaskStep();
  return call;
}

Status FindLogged(const Attempt& attempt, CallNumbers& numbers) {
  const Run& run = attempt.run();
  std::uint64_t missing = numbers.unknown();
  std::uint64_t first = missing;
  const bool logs =
      run.journal.enabled() && attempt.plan().checkpoint != graph::SubCheckpoint::kNone;
  if (!logs) return numbers.SetLogged(first, missing), Ok();
  checkpoint::NamespaceRecord call = CallBy(attempt);
  for (;; ++missing) {
    call.name = NamespaceOf(attempt, missing);
    DF_ASSIGN(const auto found, checkpoint::NamespaceDirectory(*run.journal.store()).Find(call));
    if (!found) return numbers.SetLogged(first, missing), Ok();
    first = found->first;
  }
}

}  // namespace dashflow::engine
