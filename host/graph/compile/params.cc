// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "host/config/did_you_mean.h"
#include "host/graph/compile/stages.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

// The value that a run gets: the one given, or the default.
const Value* ChooseValue(const Build& build, const ParamDefinition& param) {
  const Value& given = build.context.params;
  const Value* chosen = given.is_object() ? given.Find(param.name.name) : nullptr;
  if (chosen == nullptr && param.initial) chosen = &*param.initial;
  return chosen;
}

void CompileParam(Build& build, const ParamDefinition& param, ObjectBuilder& values) {
  const auto schema = Schema::Compile(param.schema);
  if (schema.has_error())
    return build.ReportSchema(schema.error(), param.tree, param.name, "parameter");
  const Value* value = ChooseValue(build, param);
  if (value == nullptr && build.context.check_only) {
    build.missing_params.push_back(param.name.name);
    return;
  }
  if (value == nullptr) {
    build.findings
        .Add(param.name.at, "parameter_missing",
             "the parameter '" + param.name.name + "' has no value")
        .Fix("give --param " + param.name.name + "=…, or a default");
    return;
  }
  const Status fits = schema->Check(*value);
  if (fits.has_value()) {
    values.Add(std::string_view(param.name.name), *value);
    return;
  }
  const bool own = param.initial && value == &*param.initial;
  build.findings
      .Add(own ? param.initial_at : param.name.at, own ? "schema_default" : "parameter_type",
           "the " + std::string(own ? "default" : "value") + " of parameter '" + param.name.name +
               "' does not fit its schema")
      .Cause(fits.error().cause())
      .Fix("change the " + std::string(own ? "default" : "value") +
           ", or the schema under params:");
}

void ReportUnknownParams(Build& build) {
  if (!build.context.params.is_object()) return;
  std::vector<std::string_view> known;
  for (const ParamDefinition& param : build.definition.params) known.push_back(param.name.name);
  build.context.params.ForEachMember([&](const Value& key, const Value&) {
    if (std::ranges::find(known, key.as_text()) != known.end()) return;
    build.findings
        .Add({}, "parameter_unknown",
             "the workflow has no parameter '" + std::string(key.as_text()) + "'")
        .Fix(known.empty() ? "it takes none" : config::SuggestName(key.as_text(), known));
  });
}

}  // namespace

void CompileParams(Build& build) {
  ObjectBuilder values;
  for (const ParamDefinition& param : build.definition.params) CompileParam(build, param, values);
  build.workflow->params = std::move(values).Build();
  ReportUnknownParams(build);
}

}  // namespace dashflow::graph
