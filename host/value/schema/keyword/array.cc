// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/keyword/rules.h"

namespace dashflow::schema {

Status ApplyItems(Compiler& compiler, Node& node, const Keyword& keyword) {
  ArrayRules& rules = Of(node.array);
  if (!keyword.value.is_array()) {
    DF_ASSIGN(rules.rest, OneSchema(compiler, keyword));
    return Ok();
  }
  if (keyword.value.empty()) return Ok();
  DF_ASSIGN(rules.first, SchemaList(compiler, keyword));
  return Ok();
}

Status ApplyAdditionalItems(Compiler& compiler, Node& node, const Keyword& keyword) {
  const Value* items = keyword.schema.Find("items");
  if (items == nullptr || !items->is_array())
    return keyword.Wrong("has no effect unless items is a list");
  DF_ASSIGN(Of(node.array).rest, OneSchema(compiler, keyword));
  return Ok();
}

Status ApplyContains(Compiler& compiler, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.array).contains, OneSchema(compiler, keyword));
  return Ok();
}

Status ApplyUniqueItems(Compiler&, Node& node, const Keyword& keyword) {
  if (!keyword.value.is_bool()) return keyword.Wrong("must be a boolean");
  Of(node.array).unique = keyword.value.as_bool();
  return Ok();
}

Status ApplyMinItems(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.array).count.min, Count(keyword));
  return Ok();
}

Status ApplyMaxItems(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(Of(node.array).count.max, Count(keyword));
  return Ok();
}

}  // namespace dashflow::schema
