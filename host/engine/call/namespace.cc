// SPDX-License-Identifier: Apache-2.0
#include "host/engine/call/namespace.h"

#include "host/checkpoint/namespace/namespace_name.h"
#include "host/engine/run.h"
#include "host/value/builder.h"

namespace dashflow::engine {
namespace {

using checkpoint::kNamespaceSeparator;
using graph::SubCheckpoint;

std::string PathOf(const Attempt& attempt) {
  return PathText(attempt.run().workflow, attempt.path(), attempt.node());
}

std::string SpaceOf(std::string_view caller, SubCheckpoint checkpoint) {
  return checkpoint == SubCheckpoint::kOwn ? checkpoint::NodesOf(caller) : std::string(caller);
}

}  // namespace

std::string NamespaceOf(const Attempt& attempt, std::uint64_t n) {
  const graph::NodePlan& plan = attempt.plan();
  return NamespaceOf(attempt.run().Identity(PathOf(attempt)), plan.name, plan.checkpoint, n);
}

std::string NamespaceOf(const TaskIdentity& task, std::string_view node,
                        graph::SubCheckpoint checkpoint, std::uint64_t n) {
  std::string name = SpaceOf(task.space, checkpoint);
  if (!name.empty()) name += kNamespaceSeparator;
  name += node;
  if (checkpoint != SubCheckpoint::kOwn)
    name.append(1, checkpoint::kNamespaceId).append(CallerId(task));
  if (n > 0) name.append(1, kNamespaceSeparator).append(std::to_string(n));
  return name;
}

std::string SteadyNamespaceOf(const Attempt& attempt, const CallNumber& number) {
  const graph::NodePlan& plan = attempt.plan();
  if (plan.checkpoint == SubCheckpoint::kOwn) return NamespaceOf(attempt, number.n);
  return NamespaceOf(attempt.run().SteadyIdentity(PathOf(attempt)), plan.name, plan.checkpoint,
                     number.n - number.first);
}

Value NamespaceParts(std::string_view name) {
  ArrayBuilder parts;
  while (!name.empty()) parts.Add(checkpoint::TakePart(name));
  return std::move(parts).Build();
}

}  // namespace dashflow::engine
