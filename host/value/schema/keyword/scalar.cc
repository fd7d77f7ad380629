// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/value/schema/keyword/rules.h"
#include "host/value/schema/number.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

Status AllowType(Node& node, const Keyword& keyword, const Value& name) {
  if (!name.is_string()) return keyword.Wrong("must be the name of a type, or a list of such");
  const auto type = FindType(name.as_text());
  if (!type) {
    return keyword.Wrong("unknown type '" + std::string(name.as_text()) +
                         "'; there are array, boolean, integer, null, number, object, string");
  }
  node.types.Allow(*type);
  return Ok();
}

Status SetNumber(const Keyword& keyword, std::optional<Value>& limit) {
  if (!keyword.value.is_number()) return keyword.Wrong("must be a number");
  limit = keyword.value;
  return Ok();
}

Range& LengthOf(Node& node) { return node.length ? *node.length : node.length.emplace(); }

// enum and const beside each other: both must hold.
void Choose(Node& node, std::vector<Value> choices) {
  if (node.choices) {
    std::erase_if(choices, [&](const Value& choice) {
      return std::find(node.choices->begin(), node.choices->end(), choice) == node.choices->end();
    });
  }
  node.choices = std::move(choices);
}

}  // namespace

Status ApplyType(Compiler&, Node& node, const Keyword& keyword) {
  const Value& value = keyword.value;
  if (!value.is_array()) return AllowType(node, keyword, value);
  if (value.empty()) return keyword.Wrong("must name a type");
  for (std::size_t i = 0; i < value.size(); ++i) DF_TRY(AllowType(node, keyword, value.At(i)));
  return Ok();
}

Status ApplyEnum(Compiler&, Node& node, const Keyword& keyword) {
  if (!keyword.value.is_array() || keyword.value.empty())
    return keyword.Wrong("must be a list of values, at least one");
  std::vector<Value> choices;
  keyword.value.ForEachElement(
      [&](const Value& choice) { choices.push_back(NormalNumbers(choice)); });
  Choose(node, std::move(choices));
  return Ok();
}

Status ApplyConst(Compiler&, Node& node, const Keyword& keyword) {
  Choose(node, {NormalNumbers(keyword.value)});
  return Ok();
}

Status ApplyDefault(Compiler&, Node& node, const Keyword& keyword) {
  node.initial = keyword.value;
  return Ok();
}

Status ApplyMinimum(Compiler&, Node& node, const Keyword& keyword) {
  return SetNumber(keyword, Of(node.number).minimum);
}

Status ApplyMaximum(Compiler&, Node& node, const Keyword& keyword) {
  return SetNumber(keyword, Of(node.number).maximum);
}

Status ApplyExclusiveMinimum(Compiler&, Node& node, const Keyword& keyword) {
  return SetNumber(keyword, Of(node.number).exclusive_minimum);
}

Status ApplyExclusiveMaximum(Compiler&, Node& node, const Keyword& keyword) {
  return SetNumber(keyword, Of(node.number).exclusive_maximum);
}

Status ApplyMultipleOf(Compiler&, Node& node, const Keyword& keyword) {
  const bool positive = keyword.value.is_number() && CompareNumbers(keyword.value, 0) > 0;
  if (!positive) return keyword.Wrong("must be a number above 0");
  return SetNumber(keyword, Of(node.number).multiple_of);
}

Status ApplyMinLength(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(LengthOf(node).min, Count(keyword));
  return Ok();
}

Status ApplyMaxLength(Compiler&, Node& node, const Keyword& keyword) {
  DF_ASSIGN(LengthOf(node).max, Count(keyword));
  return Ok();
}

Status ApplyPattern(Compiler&, Node& node, const Keyword& keyword) {
  if (!keyword.value.is_string()) return keyword.Wrong("must be a string");
  DF_ASSIGN(node.pattern, Regex(keyword, keyword.value.as_text()));
  return Ok();
}

Status ApplyFormat(Compiler&, Node& node, const Keyword& keyword) {
  if (!keyword.value.is_string()) return keyword.Wrong("must be a string");
  node.format = FindFormat(keyword.value.as_text());
  return Ok();
}

}  // namespace dashflow::schema
