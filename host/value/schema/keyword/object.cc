// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/keyword/rules.h"
#include "host/value/schema/pointer.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

// Calls f(name, value) for each member of an object, up to the first error.
template <class F>
Status ForEachNamed(const Keyword& keyword, F&& f) {
  if (!keyword.value.is_object()) return keyword.Wrong("must be an object");
  Status status = Ok();
  keyword.value.ForEachMember([&](const Value& name, const Value& value) {
    status = f(name.as_text(), value);
    return status.has_value();
  });
  return status;
}

}  // namespace

Status ApplyProperties(Compiler& compiler, Node& node, const Keyword& keyword) {
  ObjectRules& rules = Of(node.object);
  return ForEachNamed(keyword, [&](std::string_view name, const Value& schema) -> Status {
    DF_ASSIGN(const NodeId id, compiler.Add(schema, Child(keyword.place(), name)));
    rules.properties.emplace_back(name, id);
    rules.by_name.emplace(name, id);
    return Ok();
  });
}

Status ApplyPatternProperties(Compiler& compiler, Node& node, const Keyword& keyword) {
  ObjectRules& rules = Of(node.object);
  return ForEachNamed(keyword, [&](std::string_view name, const Value& schema) -> Status {
    DF_ASSIGN(auto regex, Regex(keyword, name));
    DF_ASSIGN(const NodeId id, compiler.Add(schema, Child(keyword.place(), name)));
    rules.patterns.push_back({.regex = std::move(regex), .node = id});
    return Ok();
  });
}

Status ApplyAdditionalProperties(Compiler& compiler, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.object).rest, OneSchema(compiler, keyword));
  return Ok();
}

Status ApplyPropertyNames(Compiler& compiler, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.object).names, OneSchema(compiler, keyword));
  return Ok();
}

Status ApplyRequired(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.object).required, Names(keyword, keyword.value));
  return Ok();
}

Status ApplyDependencies(Compiler& compiler, Node& node, const Keyword& keyword) {
  ObjectRules& rules = Of(node.object);
  return ForEachNamed(keyword, [&](std::string_view name, const Value& value) -> Status {
    Dependency dependency{.member = std::string(name)};
    if (value.is_array()) {
      DF_ASSIGN(dependency.needs, Names(keyword, value));
    } else {
      DF_ASSIGN(dependency.node, compiler.Add(value, Child(keyword.place(), name)));
    }
    rules.dependencies.push_back(std::move(dependency));
    return Ok();
  });
}

Status ApplyMinProperties(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.object).count.min, Count(keyword));
  return Ok();
}

Status ApplyMaxProperties(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.object).count.max, Count(keyword));
  return Ok();
}

}  // namespace dashflow::schema
