// SPDX-License-Identifier: Apache-2.0
#include "host/engine/run.h"

#include "host/base/id.h"

namespace dashflow::engine {

Run::Run(const Services& host, ProgramPtr compiled, const RunOptions& asked, RunMemory& buffers)
    : services(host),
      program(std::move(compiled)),
      workflow(program->workflow()),
      options(asked),
      durability(asked.durability.value_or(workflow.durability)),
      memory(buffers),
      state(buffers.state),
      tasks(buffers.tasks),
      max_steps(asked.max_steps.value_or(workflow.limits.steps)),
      started(host.executor.clock().Mono()),
      journal(*this, buffers.journal),
      announcer(*this, asked.sink) {
  if (!program->has_limits()) return;
  for (const graph::NodePlan& plan : workflow.nodes) {
    gates_.push_back(plan.concurrency > 0 ? std::make_unique<Gate>(plan.concurrency) : nullptr);
  }
}

Gate* Run::gate(graph::NodeId node) const {
  Gate* of_type = program->gate(node);
  return of_type != nullptr || gates_.empty() ? of_type : gates_[node].get();
}

void Run::FindStart() {
  std::call_once(start_once_, [this] {
    started_at_ = services.clock.Now() - (services.executor.clock().Mono() - started);
    id_text_ = ToString(NewUuid(started_at_, services.random));
  });
}

WallTime Run::StartedAt() {
  FindStart();
  return started_at_;
}

const std::string& Run::IdText() {
  FindStart();
  return id_text_;
}

TaskIdentity Run::Identity(std::string_view path) const {
  return {journal.record().id, journal.record().branch, state.step + 1, path};
}

const Value& Run::RunFacts() {
  const std::lock_guard lock(facts_mutex_);
  if (run_facts_step_ != state.step) {
    ObjectBuilder facts;
    facts.Add("id", IdText());
    facts.Add("started", event::FormatTime(StartedAt()));
    facts.Add("step", state.step + 1);
    run_facts_ = std::move(facts).Build();
    run_facts_step_ = state.step;
  }
  return run_facts_;
}

const Value& Run::ThreadFacts() {
  const std::lock_guard lock(facts_mutex_);
  if (thread_facts_.is_null()) thread_facts_ = Value::EmptyObject().Set("id", journal.record().id);
  return thread_facts_;
}

}  // namespace dashflow::engine
