// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/interface_schema.h"

#include <string_view>
#include <utility>

#include "host/channel/reducer.h"
#include "host/value/builder.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::Keep;

Value Typed(std::string_view type) { return Value::EmptyObject().Set("type", type); }

Value ListOf(const Value& element) { return Typed("array").Set("items", element); }

Value SourceOf(const Channel& channel) {
  const Value& schema = channel.schema.source();
  return schema.is_object() ? schema : Value::EmptyObject();
}

// Of a reduced channel the schema speaks of one write.
Value WholeOf(const Channel& channel) {
  Value schema = SourceOf(channel);
  if (channel.keep == Keep::kTopic || channel.keep == Keep::kTopicAll) return ListOf(schema);
  if (channel.reducer == nullptr) return schema;
  if (channel.reducer->takes_elements()) return ListOf(schema);
  return channel::FindBuiltinReducer(channel.reducer->name()) == channel.reducer
             ? schema
             : Value::EmptyObject();
}

Value WithInitial(const Value& schema, const std::optional<Value>& initial) {
  return initial ? schema.Set("default", *initial) : schema;
}

Value ObjectOf(ObjectBuilder properties, ArrayBuilder required) {
  return Typed("object")
      .Set("properties", std::move(properties).Build())
      .Set("required", std::move(required).Build())
      .Set("additionalProperties", false);
}

Value ParamsOf(const Definition& definition) {
  ObjectBuilder properties;
  ArrayBuilder required;
  for (const ParamDefinition& param : definition.params) {
    properties.Add(param.name.name, WithInitial(param.schema, param.initial));
    if (!param.initial) required.Add(std::string_view(param.name.name));
  }
  return ObjectOf(std::move(properties), std::move(required));
}

Value InputOf(const Workflow& workflow) {
  ObjectBuilder properties;
  ArrayBuilder required;
  for (const InputChannel& input : workflow.input) {
    const Channel& channel = workflow.channels[input.channel];
    const bool plain = channel.reducer == nullptr;
    properties.Add(channel.name,
                   plain ? WithInitial(SourceOf(channel), channel.initial) : SourceOf(channel));
    if (input.required) required.Add(std::string_view(channel.name));
  }
  return ObjectOf(std::move(properties), std::move(required));
}

Value OutputOf(const Workflow& workflow) {
  ObjectBuilder properties;
  for (const channel::ChannelId id : workflow.output)
    properties.Add(workflow.channels[id].name, WholeOf(workflow.channels[id]));
  return ObjectOf(std::move(properties), {});
}

const Channel* RootOf(const Definition& definition, const Workflow& workflow) {
  const auto id = definition.root ? workflow.FindChannel(definition.root->name) : std::nullopt;
  return id ? &workflow.channels[*id] : nullptr;
}

Value Dated(const Value& schema) {
  return schema.Set("$schema", "http://json-schema.org/draft-07/schema#");
}

}  // namespace

Value InterfaceSchema(const Definition& definition, const Workflow& workflow) {
  const Channel* root = RootOf(definition, workflow);
  ObjectBuilder facts;
  facts.Add("name", workflow.name);
  facts.Add("version", workflow.version);
  if (!definition.description.empty()) facts.Add("description", definition.description);
  facts.Add("params", Dated(ParamsOf(definition)));
  facts.Add("input", Dated(root == nullptr ? InputOf(workflow) : SourceOf(*root)));
  facts.Add("output", Dated(root == nullptr ? OutputOf(workflow) : WholeOf(*root)));
  return std::move(facts).Build();
}

Value StateSchema(const Workflow& workflow) {
  ObjectBuilder properties;
  for (const Channel& channel : workflow.channels) properties.Add(channel.name, WholeOf(channel));
  return Dated(ObjectOf(std::move(properties), {}));
}

}  // namespace dashflow::graph
