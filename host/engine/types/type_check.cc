// SPDX-License-Identifier: Apache-2.0
#include "host/engine/types/type_check.h"

#include <algorithm>
#include <string_view>

#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/graph/check/version_range.h"

namespace dashflow::engine {
namespace {

using checkpoint::TypeVersion;
using graph::NodePlan;
using graph::NodeTypeInfo;

std::string_view MajorOf(std::string_view version) { return version.substr(0, version.find('.')); }

bool GoesOnFrom(const NodeTypeInfo& installed, const std::string& version) {
  const std::string& own = installed.plugin_version;
  if (own.empty() || MajorOf(own) == MajorOf(version)) return true;
  if (installed.migrates_from.empty()) return false;
  const auto inside = graph::InRange(version, installed.migrates_from);
  return inside.has_value() && *inside;
}

// The one that waits, if one does.
const NodePlan* NodeOfType(const graph::Workflow& workflow, const checkpoint::State& state,
                           std::string_view type) {
  for (const checkpoint::DueTask& due : state.due) {
    const NodePlan& plan = workflow.nodes[due.path.node];
    if (plan.type->name == type) return &plan;
  }
  const auto found = std::ranges::find_if(
      workflow.nodes, [type](const NodePlan& plan) { return plan.type->name == type; });
  return found == workflow.nodes.end() ? nullptr : &*found;
}

std::string Declares(const NodeTypeInfo& installed) {
  if (installed.migrates_from.empty())
    return "does not say that it goes on with threads of other versions";
  return "goes on with threads of versions " + installed.migrates_from;
}

Error Refused(const graph::Workflow& workflow, const NodePlan& plan, const TypeVersion& known,
              const std::string& thread) {
  const NodeTypeInfo& installed = *plan.type;
  const std::string plugin = installed.name.substr(0, installed.name.find('.'));
  const std::string file = installed.file.empty() ? "plugin '" + plugin + "'" : installed.file;
  Place place;
  place.workflow = workflow.name;
  place.node = plan.name;
  return Error("node_type_changed", "thread " + thread + " has run node type '" + known.type +
                                        "' in version " + known.version + ", and version " +
                                        installed.plugin_version + " is installed")
      .Operation("resume thread")
      .Resource(thread)
      .Cause(file + " " + Declares(installed))
      .Fix("install version " + std::string(MajorOf(known.version)) + ".x of the plugin '" +
           plugin +
           "' until the thread has ended, or one that goes on from it; or give the thread a new "
           "input")
      .In(place);
}

// Null = a node calls it by a name that only the node knows.
const Program* ProgramOf(const Program& caller, const checkpoint::Names& names) {
  for (graph::NodeId node = 0; node < caller.workflow().nodes.size(); ++node) {
    if (caller.workflow().nodes[node].subworkflow == nullptr) continue;
    if (caller.inner(node)->names()->version == names.version) return caller.inner(node).get();
  }
  return nullptr;
}

bool AsksInside(const checkpoint::State& state) {
  return std::ranges::any_of(state.progress, [](const checkpoint::TaskProgress& task) {
    return std::ranges::any_of(task.asked, &checkpoint::Asked::inner);
  });
}

}  // namespace

Status CheckTypes(const graph::Workflow& workflow, const checkpoint::State& state,
                  const std::string& thread) {
  for (const checkpoint::TypeVersionPtr& known : state.types) {
    const NodePlan* plan = NodeOfType(workflow, state, known->type);
    if (plan != nullptr && !GoesOnFrom(*plan->type, known->version))
      return Refused(workflow, *plan, *known, thread);
  }
  return Ok();
}

Status CheckTypesInside(checkpoint::Store& store, const Program& program,
                        const checkpoint::Loaded& loaded, const std::string& thread) {
  DF_TRY(CheckTypes(program.workflow(), loaded.state, thread));
  if (!AsksInside(loaded.state)) return Ok();
  DF_ASSIGN(const auto calls, checkpoint::NamespaceDirectory(store).CallsOf(
                                  thread, loaded.position.stream, loaded.state.DueStep()));
  for (const checkpoint::NamespaceRecord& call : calls) {
    DF_ASSIGN(const auto inner, checkpoint::Loader(store).LoadHead(call.stream));
    const Program* const called = ProgramOf(program, inner.names);
    if (called == nullptr || inner.state.due.empty()) continue;
    DF_TRY(CheckTypesInside(store, *called, inner, thread));
  }
  return Ok();
}

}  // namespace dashflow::engine
