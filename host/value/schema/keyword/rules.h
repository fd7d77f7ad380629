// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <vector>

#include "host/value/schema/keyword/keywords.h"

namespace dashflow::schema {

// What each keyword does; called by ApplyKeyword only. Errors: schema_invalid.

// combine.cc
Status ApplyAllOf(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyAnyOf(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyOneOf(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyNot(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyIf(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyThen(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyElse(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyReference(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyDefinitions(Compiler& compiler, Node& node, const Keyword& keyword);

// scalar.cc
Status ApplyType(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyEnum(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyConst(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyDefault(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMinimum(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMaximum(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyExclusiveMinimum(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyExclusiveMaximum(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMultipleOf(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMinLength(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMaxLength(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyPattern(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyFormat(Compiler& compiler, Node& node, const Keyword& keyword);

// array.cc
Status ApplyItems(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyAdditionalItems(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyContains(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyUniqueItems(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMinItems(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMaxItems(Compiler& compiler, Node& node, const Keyword& keyword);

// object.cc
Status ApplyProperties(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyPatternProperties(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyAdditionalProperties(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyPropertyNames(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyRequired(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyDependencies(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMinProperties(Compiler& compiler, Node& node, const Keyword& keyword);
Status ApplyMaxProperties(Compiler& compiler, Node& node, const Keyword& keyword);

// Shapes that several keywords share (shape.cc).
Result<NodeId> OneSchema(Compiler& compiler, const Keyword& keyword);
Result<std::vector<NodeId>> SchemaList(Compiler& compiler, const Keyword& keyword);
Result<std::uint64_t> Count(const Keyword& keyword);
Result<std::vector<std::string>> Names(const Keyword& keyword, const Value& list);
Result<std::shared_ptr<const RE2>> Regex(const Keyword& keyword, std::string_view pattern);

// The group of rules, made when its first keyword comes.
template <std::default_initializable Group>
Group& Of(std::unique_ptr<Group>& group) {
  if (!group) group = std::make_unique<Group>();
  return *group;
}

}  // namespace dashflow::schema
