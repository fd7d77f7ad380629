// SPDX-License-Identifier: Apache-2.0
#include "tests/support/graph/fake_types.h"

#include "host/config/did_you_mean.h"
#include "host/value/json.h"

namespace dashflow::graph {
namespace {

class LastReducer final : public channel::Reducer {
 public:
  std::string_view name() const override { return "test.last"; }
  channel::Laws laws() const override { return {.associative = true}; }
  Value Start() const override { return {}; }
  Result<Value> Reduce(Value, const Value& write) const override { return write; }
};

Port MakePort(std::string name, std::string type, bool required = true) {
  Port port;
  port.name = std::move(name);
  port.type = std::move(type);
  port.required = required;
  return port;
}

NodeTypeInfo Info(std::string name, std::vector<Port> inputs, std::vector<Port> outputs,
                  std::string_view schema) {
  NodeTypeInfo info;
  info.name = std::move(name);
  info.plugin_version = "1.4.2";
  info.inputs = std::move(inputs);
  info.outputs = std::move(outputs);
  if (!schema.empty()) info.config_schema = ParseJson(schema).value();
  return info;
}

}  // namespace

Result<std::unique_ptr<Node>> FakeType::Create(const Value& config) const {
  const Value* broken = config.Find("broken");
  if (broken != nullptr && *broken == Value(true))
    return Error("config_invalid", "it is broken").Fix("mend it");
  return std::unique_ptr<Node>(std::make_unique<FakeNode>(config));
}

FakeTypes::FakeTypes() {
  Add(Info("test.step", {}, {}, R"({"type":"object"})"));
  NodeTypeInfo open = Info("test.open", {}, {}, R"({"type":"object"})");
  open.open = true;
  Add(std::move(open));
  NodeTypeInfo jump = Info("test.jump", {}, {}, R"({"type":"object","properties":{
      "to":{"anyOf":[{"type":"string","x-is":"node"},
                     {"type":"array","items":{"type":"string","x-is":"node"}}]},
      "when":{"type":"string","x-is":"condition"},
      "values":{"type":"object","propertyNames":{"x-is":"channel"},"additionalProperties":{"anyOf":[
        {"type":"string","x-is":"channel"},
        {"type":"object","properties":{"cel":{"type":"string","x-is":"expression"}}}]}}}})");
  NodeTypeInfo ask =
      Info("test.ask", {}, {MakePort("answer", "any")}, R"({"type":"object","properties":{
      "answer":{"type":"object","x-is":"answer","default":{"type":"boolean"}}}})");
  Add(std::move(ask));
  jump.jumps = true;
  Add(std::move(jump));
  Add(Info("test.bare", {}, {}, ""));
  Add(Info("test.list", {}, {MakePort("paths", "array")}, R"({"type":"object"})"));
  Add(Info("test.count", {MakePort("path", "string"), MakePort("note", "string", false)},
           {MakePort("words", "integer"), MakePort("result", "object")},
           R"({"type":"object","additionalProperties":false,"properties":{
               "max_bytes":{"type":"integer","default":10},
               "glob":{"type":"string"},"broken":{"type":"boolean"},
               "key":{"type":"string","x-secret":true}}})"));
  Add(Info("test.write", {MakePort("title", "string"), MakePort("items", "array")},
           {MakePort("report", "string")}, ""));
}

void FakeTypes::Add(NodeTypeInfo info) {
  const std::string name = info.name;
  types_.emplace(name, FakeType(std::move(info)));
}

const NodeType* FakeTypes::Find(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : &found->second;
}

Error FakeTypes::WhyNot(std::string_view name) const {
  std::vector<std::string_view> names;
  for (const auto& [known, type] : types_) names.push_back(known);
  return Error("plugin_not_found", "no plugin offers " + std::string(name))
      .Fix(config::SuggestName(name, names));
}

std::vector<std::string> FakeTypes::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, type] : types_) names.push_back(name);
  return names;
}

const channel::Reducer* FakeReducers::Find(std::string_view name) const {
  static const LastReducer kLast;
  return name == kLast.name() ? &kLast : nullptr;
}

Compiled::Compiled(std::string_view yaml, Value params, bool check_only)
    : report_(Compile(ParseDefinition("flow.yaml", std::string(yaml)),
                      {types_, reducers_, std::move(params), check_only})) {}

std::string Compiled::ErrorText() const { return Describe(report_.errors); }

std::string Compiled::WarningText() const { return Describe(report_.warnings); }

const NodePlan& Compiled::Node(std::string_view name) const {
  return workflow().nodes.at(workflow().FindNode(name).value());
}

std::string Describe(const std::vector<Error>& errors) {
  std::string text;
  for (const Error& error : errors) {
    text += std::to_string(error.place().line) + ":" + std::to_string(error.place().column) + " " +
            error.code() + ": " + error.message() + " | " + error.fix() + "\n";
  }
  return text;
}

}  // namespace dashflow::graph
