// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_set>

#include "host/config/did_you_mean.h"
#include "host/graph/check/case_values.h"
#include "host/graph/compile/stages.h"
#include "host/graph/compile/type_set.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

// Looks at one test: do the things it names exist, and can they take what it gives?
class TestCheck {
 public:
  TestCheck(Build& build, const TestDefinition& test)
      : build_(build), values_(build), test_(test) {}

  void Run() {
    CheckParams();
    values_.CheckInput(test_);
    for (const MockDefinition& mock : test_.mock) CheckMock(mock);
    for (const FailureDefinition& failure : test_.fail) build_.FindNode(failure.node);
    for (const DelayDefinition& delay : test_.delay) build_.FindNode(delay.node);
    for (const NamedValue& answer : test_.answers) values_.CheckAnswer(answer, test_.expect);
    for (const RunCount& runs : test_.expect.runs) build_.FindNode(runs.node);
    for (const NameRef& node : test_.expect.path) build_.FindNode(node);
    for (const NamedValue& held : test_.expect.state)
      if (const auto id = build_.FindChannel(held.name)) values_.CheckHeld(*id, held);
    values_.CheckOutput(test_.expect);
  }

 private:
  void CheckParams() {
    std::vector<std::string_view> known;
    for (const ParamDefinition& param : build_.definition.params) known.push_back(param.name.name);
    for (const NamedValue& param : test_.params) {
      const auto found = std::ranges::find(known, param.name.name);
      if (found != known.end()) {
        CheckParam(build_.definition.params[static_cast<std::size_t>(found - known.begin())],
                   param);
        continue;
      }
      build_.findings
          .Add(param.name.at, "unknown_parameter",
               "the workflow has no parameter '" + param.name.name + "'")
          .Fix(known.empty() ? "it takes none" : config::SuggestName(param.name.name, known));
    }
  }

  void CheckParam(const ParamDefinition& declared, const NamedValue& given) {
    const auto schema = Schema::Compile(declared.schema);
    if (schema.has_error()) return;
    const Status fits = schema->Check(given.value);
    if (fits.has_value()) return;
    build_.findings
        .Add(given.at, "type_mismatch",
             "the value of parameter '" + given.name.name + "' does not fit its schema")
        .Cause(fits.error().cause())
        .Fix("change the value, or the schema under params:");
  }

  void CheckMock(const MockDefinition& mock) {
    const auto id = build_.FindNode(mock.node);
    const NodeType* type = id ? build_.nodes[*id].type : nullptr;
    if (type == nullptr) return;
    for (const NamedValue& output : mock.outputs) CheckOutput(*id, type->info(), mock, output);
  }

  void CheckOutput(NodeId id, const NodeTypeInfo& type, const MockDefinition& mock,
                   const NamedValue& output) {
    const auto port = std::ranges::find(type.outputs, output.name.name, &Port::name);
    if (port != type.outputs.end()) {
      const auto slot = static_cast<std::size_t>(port - type.outputs.begin());
      return CheckPort(*port, build_.workflow->nodes[id].outputs[slot], mock, output);
    }
    const auto channel = build_.workflow->FindChannel(output.name.name);
    if (type.open && channel) return values_.CheckWrite(*channel, output);
    std::vector<std::string_view> names;
    for (const Port& known : type.outputs) names.push_back(known.name);
    build_.findings
        .Add(output.name.at, "unknown_port",
             type.name + " has no output port '" + output.name.name + "'")
        .Fix(names.empty() ? "it has none" : config::SuggestName(output.name.name, names))
        .In(build_.PlaceOf(output.name.at, mock.node.name));
  }

  void CheckPort(const Port& port, channel::ChannelId channel, const MockDefinition& mock,
                 const NamedValue& output) {
    const TypeSet given = TypeSet::OfValue(output.value);
    if (TypeSet::OfPort(port.type).Meets(given)) {
      if (channel != kNoChannel) values_.CheckWrite(channel, output);
      return;
    }
    build_.findings
        .Add(output.at, "type_mismatch",
             "port '" + port.name + "' of node '" + mock.node.name + "' is " + port.type +
                 ", this is " + given.Name())
        .Fix("give what the node would give")
        .In(build_.PlaceOf(output.at, mock.node.name));
  }

  Build& build_;
  CaseValues values_;
  const TestDefinition& test_;
};

}  // namespace

void CheckTests(Build& build) {
  const Definition& definition = build.definition;
  if (!definition.tests_file.empty()) build.findings.LookInto(definition.tests_file);
  std::unordered_set<std::string> names;
  for (const TestDefinition& test : definition.tests) {
    TestCheck(build, test).Run();
    if (test.name.name.empty() || names.insert(test.name.name).second) continue;
    build.findings
        .Add(test.name.at, "duplicate_name", "there is a test '" + test.name.name + "' already")
        .Fix("choose another name");
  }
  build.findings.LookInto(definition.file);
}

}  // namespace dashflow::graph
