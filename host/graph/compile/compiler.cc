// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compiler.h"

#include <utility>

#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

void CopySettings(const Definition& definition, Workflow& workflow) {
  workflow.name = definition.name;
  workflow.version = definition.version;
  workflow.file = definition.file;
  workflow.definition = definition.text;
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
  CompileInterrupts(build);
  CheckRequirements(build);
  CheckMigrations(build);
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

CompileReport Compile(const Definition& definition, const CompileContext& context) {
  Build build(definition, context);
  RunStages(build);
  RefuseUnsupported(build);
  if (build.findings.error_count() == 0 && !definition.incomplete) {
    CheckReach(build);
    CheckChannelUse(build);
    if (!context.check_only) build.workflow->shape = ShapeOf(*build.workflow);
    return {std::move(build.workflow), {}, build.findings.TakeWarnings()};
  }
  return {nullptr, build.findings.TakeErrors(), build.findings.TakeWarnings()};
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
