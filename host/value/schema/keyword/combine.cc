// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/keyword/rules.h"
#include "host/value/schema/pointer.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

Status SetList(Compiler& compiler, const Keyword& keyword, std::vector<NodeId>& list) {
  DF_ASSIGN(list, SchemaList(compiler, keyword));
  return Ok();
}

Status SetOne(Compiler& compiler, const Keyword& keyword, NodeId& node) {
  DF_ASSIGN(node, OneSchema(compiler, keyword));
  return Ok();
}

}  // namespace

Status ApplyAllOf(Compiler& compiler, Node& node, const Keyword& keyword) {
  return SetList(compiler, keyword, Of(node.combination).all);
}

Status ApplyAnyOf(Compiler& compiler, Node& node, const Keyword& keyword) {
  return SetList(compiler, keyword, Of(node.combination).any);
}

Status ApplyOneOf(Compiler& compiler, Node& node, const Keyword& keyword) {
  return SetList(compiler, keyword, Of(node.combination).one);
}

Status ApplyNot(Compiler& compiler, Node& node, const Keyword& keyword) {
  return SetOne(compiler, keyword, Of(node.combination).negated);
}

Status ApplyIf(Compiler& compiler, Node& node, const Keyword& keyword) {
  return SetOne(compiler, keyword, Of(node.combination).condition);
}

Status ApplyThen(Compiler& compiler, Node& node, const Keyword& keyword) {
  if (keyword.schema.Find("if") == nullptr) return keyword.Wrong("has no effect without if");
  return SetOne(compiler, keyword, Of(node.combination).then);
}

Status ApplyElse(Compiler& compiler, Node& node, const Keyword& keyword) {
  if (keyword.schema.Find("if") == nullptr) return keyword.Wrong("has no effect without if");
  return SetOne(compiler, keyword, Of(node.combination).otherwise);
}

Status ApplyReference(Compiler& compiler, Node& node, const Keyword& keyword) {
  if (!keyword.value.is_string()) return keyword.Wrong("must be a string");
  DF_ASSIGN(node.reference, compiler.AddTarget(keyword.value.as_text(), keyword.place()));
  return Ok();
}

Status ApplyDefinitions(Compiler& compiler, Node&, const Keyword& keyword) {
  if (!keyword.value.is_object()) return keyword.Wrong("must be an object of schemas");
  Status status = Ok();
  keyword.value.ForEachMember([&](const Value& name, const Value& schema) {
    if (const auto node = compiler.Add(schema, Child(keyword.place(), name.as_text()));
        node.has_error()) {
      status = node.error();
    }
    return status.has_value();
  });
  return status;
}

}  // namespace dashflow::schema
