// SPDX-License-Identifier: Apache-2.0
#include "host/graph/test_file.h"

#include <array>
#include <filesystem>
#include <utility>

#include "host/config/text_file.h"
#include "host/config/yaml_document.h"
#include "host/graph/parse/case/test_case.h"
#include "host/graph/parse/keys.h"
#include "host/graph/parse/scalars.h"

namespace dashflow::graph {
namespace {

using config::Member;

struct TestFile {
  std::string workflow;
  Definition cases;  // only its `tests`
};

constexpr std::array<Key<TestFile>, 2> kKeys{{
    {"workflow",
     [](Findings& findings, const Member& member, TestFile& out) {
       out.workflow = ReadText(findings, member).value_or("");
     },
     true},
    {"tests",
     [](Findings& findings, const Member& member, TestFile& out) {
       ReadTests(findings, member, out.cases);
     },
     true},
}};

TestFile Parse(Findings& findings, const std::string& path, const std::string& text) {
  TestFile file;
  config::YamlReport yaml = config::ParseYaml(text, {path});
  if (yaml.tree && CheckMapping(findings, *yaml.tree, "a file of tests", "workflow: digest.yaml"))
    ReadKeys<TestFile>(findings, *yaml.tree, kKeys, "a file of tests", file);
  if (yaml.tree) findings.Forget(config::RefusedPlaces(*yaml.tree));
  for (Error& error : yaml.errors) findings.Add({}, std::move(error));
  return file;
}

std::string Beside(const std::string& path, const std::string& workflow) {
  return (std::filesystem::path(path).parent_path() / workflow).lexically_normal().string();
}

ParseReport WithCases(ParseReport report, std::vector<TestDefinition> tests, std::string file) {
  if (report.definition == nullptr) return report;
  auto definition = std::make_shared<Definition>(*report.definition);
  definition->tests = std::move(tests);
  definition->tests_file = std::move(file);
  report.definition = std::move(definition);
  return report;
}

}  // namespace

ParseReport ReadTestFile(const std::string& path, const NamedWorkflows& named) {
  const auto text =
      config::ReadTextFile(path, {config::YamlLimits{}.max_bytes, "workflow_not_found"});
  if (text.has_error()) return {nullptr, {text.error()}, {}};
  Findings findings(path);
  TestFile file = Parse(findings, path, *text);
  if (findings.error_count() != 0) return {nullptr, findings.TakeErrors(), findings.TakeWarnings()};
  return WithCases(ReadDefinition(Beside(path, file.workflow), named), std::move(file.cases.tests),
                   path);
}

bool IsTestFile(const std::string& path) {
  return path.ends_with(".test.yaml") || path.ends_with(".test.yml");
}

ParseReport ReadEither(const std::string& path, const NamedWorkflows& named) {
  return IsTestFile(path) ? ReadTestFile(path, named) : ReadDefinition(path, named);
}

}  // namespace dashflow::graph
