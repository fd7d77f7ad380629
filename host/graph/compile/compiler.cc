// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compiler.h"

#include <utility>

#include "host/graph/compile/node/subworkflow_type.h"
#include "host/graph/compile/stages.h"
#include "host/graph/files/stored_text.h"

namespace dashflow::graph {
namespace {

void CopySettings(const Definition& definition, Workflow& workflow) {
  workflow.name = definition.name;
  workflow.version = definition.version;
  workflow.file = definition.file;
  workflow.definition = StoredTextOf(definition);
  workflow.ignore_unknown_writes = definition.ignore_unknown_writes;
  workflow.limits = definition.limits;
  workflow.durability = definition.durability;
}

void RunStages(Build& build) {
  CopySettings(build.definition, *build.workflow);
  CompileParams(build);
  CompileChannels(build);
  CompileInterface(build);
  NumberNodes(build);
  CompileScopes(build);
  CompileRules(build);
  CompileEdges(build);
  CompilePorts(build);
  CompileNodes(build);
  CheckJumps(build);
  CompileInterrupts(build);
  CheckRequirements(build);
  CompileMigrations(build);
  CheckAnswers(build);
  CheckTests(build);
}

// The one place where what is accepted as language is kept from running.
void RefuseUnsupported(Build& build) {
  if (build.context.check_only) {
    build.findings.AppendWarnings(build.definition.unsupported);
  } else {
    build.findings.Append(build.definition.unsupported);
  }
}

}  // namespace

CompileReport CompileUsing(SubworkflowTypes& subworkflows, const Definition& definition,
                           const CompileContext& context) {
  Build build(definition, context, subworkflows);
  RunStages(build);
  RefuseUnsupported(build);
  const bool whole = !definition.incomplete && !build.incomplete;
  const bool valid = whole && build.findings.error_count() == 0;
  const bool all_edges = !definition.incomplete && !build.lost_edges;
  if (all_edges && !build.workflow->start.empty()) CheckReach(build);
  build.findings.Forget(definition.refused);
  if (!valid) return {nullptr, build.findings.TakeErrors(), build.findings.TakeWarnings()};
  CheckChannelUse(build);
  CheckOrder(build);
  if (!context.check_only) build.workflow->shape = ShapeOf(*build.workflow);
  return {std::move(build.workflow), {}, build.findings.TakeWarnings()};
}

CompileReport Compile(const Definition& definition, const CompileContext& context) {
  SubworkflowTypes subworkflows;
  return CompileUsing(subworkflows, definition, context);
}

CompileReport Compile(ParseReport parsed, const CompileContext& context) {
  if (parsed.definition == nullptr)
    return {nullptr, std::move(parsed.errors), std::move(parsed.warnings)};
  CompileReport report = Compile(*parsed.definition, context);
  Findings all(parsed.definition->file);
  all.Append(std::move(parsed.errors));
  all.Append(std::move(report.errors));
  report.errors = all.TakeErrors();
  Findings warnings(parsed.definition->file);
  warnings.Append(std::move(parsed.warnings));
  warnings.Append(std::move(report.warnings));
  report.warnings = warnings.TakeErrors();
  return report;
}

}  // namespace dashflow::graph
