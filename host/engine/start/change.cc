// SPDX-License-Identifier: Apache-2.0
#include "host/engine/start/change.h"

#include <algorithm>
#include <utility>

#include "host/engine/start/update_tasks.h"
#include "host/engine/state/fold.h"
#include "host/engine/state/route.h"
#include "host/engine/task/arguments.h"

namespace dashflow::engine {
namespace {

Result<std::vector<graph::NodeId>> TargetsOf(const graph::Workflow& workflow,
                                             const std::vector<std::string>& names) {
  std::vector<graph::NodeId> targets;
  for (const std::string& name : names) {
    if (name == kEndName) continue;
    DF_ASSIGN(const auto node, UpdatedNode(workflow, name));
    targets.push_back(node);
  }
  return targets;
}

Result<std::vector<checkpoint::SentTask>> SentTasks(const graph::Workflow& workflow,
                                                    const std::vector<Sent>& sends) {
  std::vector<checkpoint::SentTask> tasks;
  for (const Sent& sent : sends) {
    DF_ASSIGN(const auto node, UpdatedNode(workflow, sent.node));
    DF_ASSIGN(auto arguments, ArgumentsOf(workflow.nodes[node], sent.ports));
    tasks.push_back({node, std::move(arguments)});
  }
  return tasks;
}

Error Finished(const Run& run) {
  const std::string& thread = run.journal.record().id;
  return Error("thread_finished", "thread " + thread + " has nothing left to run")
      .Operation("resume thread")
      .Resource(thread)
      .Cause("its last run has ended, and nothing is due");
}

}  // namespace

Status ChangeState(Run& run, const RunRequest& request) {
  DF_ASSIGN(const auto targets, TargetsOf(run.workflow, request.go_to));
  DF_ASSIGN(auto sent, SentTasks(run.workflow, request.sends));
  DF_ASSIGN(const auto writes, UpdateWrites(run.workflow, request.update));
  if (targets.empty() && sent.empty() && writes.empty() && run.state.due.empty())
    return Finished(run);
  DF_TRY(FoldBetween(run, writes));
  AddDue(run, targets);
  AddDue(run, std::move(sent));
  return Ok();
}

}  // namespace dashflow::engine
