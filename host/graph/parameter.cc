// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parameter.h"

#include <algorithm>

#include "host/config/yaml_document.h"
#include "host/value/schema.h"

namespace dashflow::graph {

Value ParameterFromText(const Definition& definition, std::string_view name,
                        std::string_view text) {
  const auto param = std::ranges::find(definition.params, name, [](const ParamDefinition& known) {
    return std::string_view(known.name.name);
  });
  const config::YamlReport read = config::ParseYaml(text, {});
  Value as_text(text);
  if (!read.tree || !read.errors.empty()) return as_text;
  Value typed = ToValue(*read.tree);
  if (param == definition.params.end()) return typed;
  const auto schema = Schema::Compile(param->schema);
  const bool takes_text = schema.has_value() && schema->Check(as_text).has_value();
  const bool takes_typed = schema.has_value() && schema->Check(typed).has_value();
  return takes_text && !takes_typed ? as_text : typed;
}

}  // namespace dashflow::graph
