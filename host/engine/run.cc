// SPDX-License-Identifier: Apache-2.0
#include "host/engine/run.h"

#include <algorithm>

#include "host/base/id.h"
#include "host/engine/call/workflow_call.h"

namespace dashflow::engine {

Run::Run(const Services& lent, ProgramPtr compiled, const RunOptions& asked, RunMemory& buffers)
    : services(lent),
      program(std::move(compiled)),
      workflow(program->workflow()),
      options(asked),
      durability(asked.durability.value_or(workflow.durability)),
      memory(buffers),
      state(buffers.state),
      tasks(buffers.tasks),
      max_steps(asked.max_steps.value_or(workflow.limits.steps)),
      started(lent.executor.clock().Mono()),
      journal(*this, buffers.journal),
      announcer(*this, asked.sink) {
  if (!program->has_limits()) return;
  for (const graph::NodePlan& plan : workflow.nodes) {
    gates_.push_back(plan.concurrency > 0 ? std::make_unique<Gate>(plan.concurrency) : nullptr);
  }
}

Run::~Run() = default;

Gate* Run::gate(graph::NodeId node, int n) const {
  Gate* const of_type = program->gate(node);
  if (gates_.empty()) return n == 0 ? of_type : nullptr;
  for (Gate* const each : {of_type, gates_[node].get(), program->host_gate(node)}) {
    if (each != nullptr && n-- == 0) return each;
  }
  return nullptr;
}

bool Run::HasSeveral(graph::NodeId node) {
  const std::lock_guard lock(mutex);
  const auto end = tasks.begin() + static_cast<std::ptrdiff_t>(task_count);
  const auto first =
      std::find_if(tasks.begin(), end, [node](const Task& task) { return task.node() == node; });
  return first != end &&
         std::any_of(first + 1, end, [node](const Task& task) { return task.node() == node; });
}

void Run::FindStartOnce() {
  const std::lock_guard lock(facts_mutex_);
  if (start_known_.load(std::memory_order_relaxed)) return;
  if (caller != nullptr) {
    started_at_ = caller->by().StartedAt();
    id_text_ = caller->by().IdText();
  } else {
    started_at_ = services.clock.Now() - (services.executor.clock().Mono() - started);
    id_text_ = ToString(options.id ? *options.id : NewUuid(started_at_, services.random));
  }
  start_known_.store(true, std::memory_order_release);
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
  return {journal.record().id, journal.record().branch, space, TaskStep(), path};
}

TaskIdentity Run::SteadyIdentity(std::string_view path) const {
  TaskIdentity identity = Identity(path);
  identity.space = steady_space;
  return identity;
}

const Value& Run::RunFacts() {
  FindStart();
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
