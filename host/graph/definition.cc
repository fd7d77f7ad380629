// SPDX-License-Identifier: Apache-2.0
#include "host/graph/definition.h"

#include <utility>

#include "host/config/yaml_document.h"
#include "host/graph/check/old_yaml.h"
#include "host/graph/files/disk_files.h"
#include "host/graph/findings.h"
#include "host/graph/normal_form.h"
#include "host/graph/parse/top.h"
#include "host/graph/subworkflows.h"

namespace dashflow::graph {
namespace {

// What YAML refuses comes last, so that it is not forgotten with what follows from it.
ParseReport Take(Findings& findings, std::vector<Error> of_yaml,
                 std::shared_ptr<const Definition> definition) {
  for (Error& error : of_yaml) findings.Add({}, std::move(error));
  return {std::move(definition), findings.TakeErrors(), findings.TakeWarnings()};
}

}  // namespace

ParseReport ParseDefinition(std::string file, std::string text) {
  Findings findings(file);
  config::YamlReport yaml = config::ParseYaml(text, {file});
  if (!yaml.tree) return Take(findings, std::move(yaml.errors), nullptr);
  if (!yaml.tree->is_mapping()) {
    findings.Invalid(yaml.tree->at, "a workflow is a mapping of keys")
        .Fix("begin with dashflow: 1");
    return Take(findings, std::move(yaml.errors), nullptr);
  }
  const auto document = std::make_shared<const config::Tree>(*std::move(yaml.tree));
  auto definition = std::make_shared<Definition>();
  definition->file = std::move(file);
  definition->text = std::move(text);
  definition->document = document;
  definition->version = VersionOf(NormalForm(*document));
  ReadTop(findings, *document, *definition);
  CheckOldYaml(findings, *document);
  if (!yaml.errors.empty()) definition->refused = config::RefusedPlaces(*document);
  findings.Forget(definition->refused);
  definition->incomplete = findings.error_count() != 0 || !yaml.errors.empty();
  definition->unsupported = findings.TakeUnsupported();
  return Take(findings, std::move(yaml.errors), std::move(definition));
}

ParseReport ReadDefinition(const std::string& path, const NamedWorkflows& named) {
  return SubworkflowReader(DiskFiles(named)).Read(path);
}

}  // namespace dashflow::graph
