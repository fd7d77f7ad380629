// SPDX-License-Identifier: Apache-2.0
#include "host/cli/workflows/one_node.h"

#include <algorithm>
#include <map>

#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

// Schemas of channels by name; two ports of one name take anything.
using Channels = std::map<std::string, Value>;

Value SchemaOf(const graph::Port& port) {
  const bool is_json = port.type != "any" && port.type != "bytes";
  return is_json ? Value::EmptyObject().Set("type", port.type) : Value::EmptyObject();
}

void AddPort(Channels& channels, const graph::Port& port) {
  const auto [at, is_new] = channels.emplace(port.name, SchemaOf(port));
  if (!is_new && at->second != SchemaOf(port)) at->second = Value::EmptyObject();
}

void AddMembers(Channels& channels, const Value& object) {
  if (!object.is_object()) return;
  object.ForEachMember([&channels](const Value& name, const Value&) {
    channels.emplace(name.as_text(), Value::EmptyObject());
  });
}

Channels ChannelsOf(const graph::NodeTypeInfo& type, const Value& input, const Value& with) {
  Channels channels;
  for (const auto& port : type.inputs) AddPort(channels, port);
  for (const auto& port : type.outputs) AddPort(channels, port);
  if (!type.open) return channels;
  AddMembers(channels, input);
  const Value* values = with.is_object() ? with.Find("values") : nullptr;
  if (values != nullptr) AddMembers(channels, *values);
  return channels;
}

bool IsGiven(const Value& input, const std::string& name) {
  return input.is_object() && input.Find(name) != nullptr;
}

// Ports that must be given, and what else is.
Value InputNames(const graph::NodeTypeInfo& type, const Value& input) {
  ArrayBuilder names;
  Channels others;
  AddMembers(others, input);
  for (const auto& port : type.inputs) {
    names.Add(port.required ? port.name : port.name + "?");
    others.erase(port.name);
  }
  for (const auto& [name, schema] : others)
    if (type.open) names.Add(name);
  return std::move(names).Build();
}

// An optional port meets its channel only when it is named.
Value InputPorts(const graph::NodeTypeInfo& type, const Value& input) {
  ObjectBuilder ports;
  for (const auto& port : type.inputs)
    if (port.required || IsGiven(input, port.name)) ports.Add(port.name, port.name);
  return std::move(ports).Build();
}

}  // namespace

std::string OneNodeWorkflow(const graph::NodeTypeInfo& type, const Value& input,
                            const Value& with) {
  ObjectBuilder state;
  for (const auto& [name, schema] : ChannelsOf(type, input, with)) state.Add(name, schema);
  ObjectBuilder node;
  node.Add("type", type.name);
  node.Add("in", InputPorts(type, input));
  if (!with.is_null()) node.Add("with", with);
  ObjectBuilder workflow;
  workflow.Add("dashflow", 1);
  workflow.Add("name", type.name);
  workflow.Add("state", std::move(state).Build());
  workflow.Add("input", InputNames(type, input));
  workflow.Add("nodes", Value::EmptyObject().Set("node", std::move(node).Build()));
  workflow.Add("edges", Value::EmptyArray().Append("START -> node"));
  return ToJson(std::move(workflow).Build());
}

}  // namespace dashflow::cli
