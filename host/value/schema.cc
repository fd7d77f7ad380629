// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema.h"

#include <utility>

#include "host/value/schema/checker.h"
#include "host/value/schema/compiler.h"
#include "host/value/schema/defaults.h"

namespace dashflow {

struct Schema::Data {
  Value source;
  schema::Graph graph;
};

namespace {

bool AsksForNothing(const schema::Node& node) {
  return node.only_types && node.types.allows_everything() && !node.initial;
}

}  // namespace

Result<Schema> Schema::Compile(const Value& schema) {
  DF_ASSIGN(schema::Graph graph, schema::Compiler(schema).Compile());
  Schema compiled;
  if (AsksForNothing(graph.nodes.front())) return compiled;
  const schema::Node& root = graph.nodes.front();
  compiled.scalars_ = root.only_types ? root.types.Kinds() & kScalars : 0;
  auto data = std::make_shared<Data>();
  data->source = schema;
  data->graph = std::move(graph);
  compiled.data_ = std::move(data);
  return compiled;
}

Status Schema::Check(const Value& value) const {
  if (!data_) return Ok();
  const schema::Node& root = data_->graph.nodes.front();
  if (root.only_types && root.types.Allows(value)) return Ok();
  schema::Checker checker(data_->graph);
  if (checker.Check(value)) return Ok();
  const std::string cause = checker.Misfit();
  return Error("channel_type", "the value does not fit its schema: " + cause).Cause(cause);
}

const Value& Schema::source() const {
  static const Value nothing{};
  return data_ ? data_->source : nothing;
}

Value Schema::FillDefaults(const Value& value) const {
  return data_ ? schema::FillDefaults(data_->graph, value) : value;
}

}  // namespace dashflow
