// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/keyword/keywords.h"

#include <algorithm>
#include <array>

#include "host/value/schema/keyword/rules.h"
#include "host/value/schema/pointer.h"

namespace dashflow::schema {
namespace {

struct Rule {
  std::string_view name;
  Status (*apply)(Compiler&, Node&, const Keyword&);
};

constexpr auto kAnnotations = std::to_array<std::string_view>(
    {"$comment", "$id", "$schema", "contentEncoding", "contentMediaType", "default", "deprecated",
     "description", "examples", "readOnly", "title", "writeOnly"});

// `then` and `else` belong to `if`, `additionalItems` to `items`.
constexpr auto kRules = std::to_array<Rule>({{"$defs", &ApplyDefinitions},
                                             {"$ref", &ApplyReference},
                                             {"additionalItems", &ApplyAdditionalItems},
                                             {"additionalProperties", &ApplyAdditionalProperties},
                                             {"allOf", &ApplyAllOf},
                                             {"anyOf", &ApplyAnyOf},
                                             {"const", &ApplyConst},
                                             {"contains", &ApplyContains},
                                             {"default", &ApplyDefault},
                                             {"definitions", &ApplyDefinitions},
                                             {"dependencies", &ApplyDependencies},
                                             {"else", &ApplyElse},
                                             {"enum", &ApplyEnum},
                                             {"exclusiveMaximum", &ApplyExclusiveMaximum},
                                             {"exclusiveMinimum", &ApplyExclusiveMinimum},
                                             {"format", &ApplyFormat},
                                             {"if", &ApplyIf},
                                             {"items", &ApplyItems},
                                             {"maxItems", &ApplyMaxItems},
                                             {"maxLength", &ApplyMaxLength},
                                             {"maxProperties", &ApplyMaxProperties},
                                             {"maximum", &ApplyMaximum},
                                             {"minItems", &ApplyMinItems},
                                             {"minLength", &ApplyMinLength},
                                             {"minProperties", &ApplyMinProperties},
                                             {"minimum", &ApplyMinimum},
                                             {"multipleOf", &ApplyMultipleOf},
                                             {"not", &ApplyNot},
                                             {"oneOf", &ApplyOneOf},
                                             {"pattern", &ApplyPattern},
                                             {"patternProperties", &ApplyPatternProperties},
                                             {"properties", &ApplyProperties},
                                             {"propertyNames", &ApplyPropertyNames},
                                             {"required", &ApplyRequired},
                                             {"then", &ApplyThen},
                                             {"type", &ApplyType},
                                             {"uniqueItems", &ApplyUniqueItems}});

static_assert(std::ranges::is_sorted(kRules, {}, &Rule::name));

}  // namespace

std::string Keyword::place() const { return Child(pointer, name); }

Error Keyword::Wrong(const std::string& text) const { return WrongSchema(place(), text); }

bool IsAnnotation(std::string_view name) {
  return name.starts_with("x-") || std::ranges::binary_search(kAnnotations, name);
}

Status ApplyKeyword(Compiler& compiler, Node& node, const Keyword& keyword) {
  const auto rule = std::ranges::lower_bound(kRules, keyword.name, {}, &Rule::name);
  if (rule != kRules.end() && rule->name == keyword.name)
    return rule->apply(compiler, node, keyword);
  if (IsAnnotation(keyword.name)) return Ok();
  return keyword.Wrong("unknown keyword");
}

}  // namespace dashflow::schema
