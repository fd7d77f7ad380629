// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/engine/run.h"
#include "host/engine/state/binding.h"
#include "host/engine/task/attempt.h"
#include "host/engine/task/identity.h"

namespace dashflow::engine {
namespace {

struct HostRoot {
  std::string_view name;
  std::uint32_t root;
};
constexpr std::array<HostRoot, 5> kHostRoots{{{"params", graph::kParamsRoot},
                                              {"run", graph::kRunRoot},
                                              {"thread", graph::kThreadRoot},
                                              {"task", graph::kTaskRoot},
                                              {"error", graph::kErrorRoot}}};

}  // namespace

std::string_view Attempt::Text(graph::CallText which) {
  switch (which) {
    case graph::CallText::kThread:
      return run_->journal.record().id;
    case graph::CallText::kRun:
      return run_->IdText();
    case graph::CallText::kWorkflow:
      return run_->workflow.name;
    case graph::CallText::kNode:
      return plan_->name;
    case graph::CallText::kTask:
      return texts_.emplace_front(PathText(run_->workflow, path_, node_));
    case graph::CallText::kIdempotencyKey:
      return texts_.emplace_front(IdempotencyKey());
  }
  return {};
}

// Once it is given up the run may be in another superstep, whose key would be wrong.
std::string Attempt::IdempotencyKey() {
  const std::string path = PathText(run_->workflow, path_, node_);
  const std::lock_guard lock(mutex_);
  return detached_ ? std::string() : engine::IdempotencyKey(run_->SteadyIdentity(path), 0);
}

const Value* Attempt::HostName(std::string_view name) {
  const auto known = std::ranges::find(kHostRoots, name, &HostRoot::name);
  if (known == kHostRoots.end()) return nullptr;
  const std::lock_guard lock(mutex_);
  if (detached_) return nullptr;
  StateBinding binding(*run_);
  binding.SetTask(*task_);
  const Value* value = binding.Get(known->root);
  return value == nullptr ? nullptr : &held_.emplace_front(*value);
}

}  // namespace dashflow::engine
