// SPDX-License-Identifier: Apache-2.0
#include "host/engine/failure/expiry.h"

#include <algorithm>

#include "host/engine/task/task.h"

namespace dashflow::engine {
namespace {

using checkpoint::Asked;
using checkpoint::TaskProgress;

bool HasExpired(const Asked& asked, WallTime now) {
  return !asked.inner && asked.expires != WallTime() && asked.expires <= now;
}

void Decide(const graph::NodePlan& plan, TaskProgress& task) {
  if (plan.expire->answer) {
    task.answers.push_back(*plan.expire->answer);
  } else {
    task.failure = ExpiredFailure(plan);
    task.handler = plan.expire->to;
    task.answers.clear();
  }
  task.asked.clear();
}

}  // namespace

Value ExpiredFailure(const graph::NodePlan& plan) {
  return Value::EmptyObject()
      .Set("node", plan.name)
      .Set("code", "question_expired")
      .Set("message", "nobody answered the question of node '" + plan.name + "' in time")
      .Set("attempts", 1)
      .Set("input", Value::EmptyObject());
}

std::vector<TaskProgress> ExpireQuestions(const graph::Workflow& workflow, checkpoint::State& state,
                                          WallTime now) {
  std::vector<TaskProgress> decided;
  for (TaskProgress& task : state.progress) {
    const graph::NodePlan& plan = workflow.nodes[task.node()];
    const bool expired = std::ranges::any_of(
        task.asked, [now](const Asked& asked) { return HasExpired(asked, now); });
    if (!expired || !plan.expire) continue;
    Decide(plan, task);
    decided.push_back(task);
  }
  return decided;
}

std::optional<WallTime> FirstExpiry(const std::vector<WaitingQuestion>& questions) {
  std::optional<WallTime> first;
  for (const WaitingQuestion& question : questions) {
    const WallTime expires = question.asked.expires;
    if (expires != WallTime() && (!first || expires < *first)) first = expires;
  }
  return first;
}

}  // namespace dashflow::engine
