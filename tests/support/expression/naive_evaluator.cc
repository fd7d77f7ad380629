// SPDX-License-Identifier: Apache-2.0
#include "tests/support/expression/naive_evaluator.h"

#include <cmath>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::expression {
namespace {

Maybe OfLiteral(const Literal& literal) {
  if (std::holds_alternative<std::nullptr_t>(literal)) return Value();
  if (const auto* truth = std::get_if<bool>(&literal)) return Value(*truth);
  if (const auto* whole = std::get_if<std::int64_t>(&literal)) return Value(*whole);
  if (const auto* real = std::get_if<double>(&literal)) return Value(*real);
  if (const auto* text = std::get_if<std::string>(&literal)) return Value(*text);
  return std::nullopt;
}

std::int64_t Characters(std::string_view text) {
  std::int64_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1 : 0;
  return count;
}

Maybe SizeOf(const Value& value) {
  if (value.is_string()) return Value(Characters(value.as_text()));
  if (!value.is_array() && !value.is_object()) return std::nullopt;
  return Value(static_cast<std::int64_t>(value.size()));
}

Maybe OfTexts(const std::string& function, const Value& text, const Value& part) {
  if (!text.is_string() || !part.is_string()) return std::nullopt;
  if (function == "startsWith") return Value(text.as_text().starts_with(part.as_text()));
  if (function == "endsWith") return Value(text.as_text().ends_with(part.as_text()));
  if (function != "contains") return std::nullopt;
  return Value(text.as_text().find(part.as_text()) != std::string_view::npos);
}

bool IsFinite(const Value& value) {
  if (value.kind() == Kind::kDouble) return std::isfinite(value.as_double());
  bool finite = true;
  if (value.is_array())
    value.ForEachElement([&](const Value& element) { finite = finite && IsFinite(element); });
  if (value.is_object())
    value.ForEachMember(
        [&](const Value&, const Value& member) { finite = finite && IsFinite(member); });
  return finite;
}

}  // namespace

Maybe NaiveEvaluator::Evaluate(const Node& root) {
  const Maybe result = Of(root);
  return result && IsFinite(*result) ? result : std::nullopt;
}

Maybe NaiveEvaluator::Of(const Node& node) {
  switch (node.kind) {
    case NodeKind::kLiteral:
      return OfLiteral(node.literal);
    case NodeKind::kName:
      return OfName(node);
    case NodeKind::kSelect:
      return OfSelect(node);
    case NodeKind::kHas:
      return OfHas(node);
    case NodeKind::kIndex:
      return OfIndex(node);
    case NodeKind::kCall:
    case NodeKind::kMethod:
      return OfFunction(node);
    case NodeKind::kUnary:
      return OfUnary(node);
    case NodeKind::kBinary: {
      const Maybe left = Of(*node.children[0]);
      const Maybe right = Of(*node.children[1]);
      return left && right ? NaiveBinary(node.op, *left, *right) : std::nullopt;
    }
    case NodeKind::kAnd:
      return OfLogic(node, false);
    case NodeKind::kOr:
      return OfLogic(node, true);
    case NodeKind::kConditional:
      return OfConditional(node);
    case NodeKind::kList:
      return OfList(node);
    case NodeKind::kMap:
      return OfMap(node);
    case NodeKind::kMacro:
      return OfMacro(node);
  }
  return std::nullopt;
}

Maybe NaiveEvaluator::OfName(const Node& node) const {
  for (auto at = variables_.rbegin(); at != variables_.rend(); ++at)
    if (!node.absolute && at->first == node.text) return at->second;
  const Value* found = names_.Find(node.text);
  return found == nullptr ? Maybe() : *found;
}

Maybe NaiveEvaluator::OfSelect(const Node& node) {
  const Maybe object = Of(*node.children[0]);
  if (!object || !object->is_object()) return std::nullopt;
  const Value* member = object->Find(node.text);
  return member == nullptr ? Maybe() : *member;
}

Maybe NaiveEvaluator::OfHas(const Node& node) {
  const Maybe object = Of(*node.children[0]);
  if (!object || !object->is_object()) return std::nullopt;
  return Value(object->Find(node.text) != nullptr);
}

Maybe NaiveEvaluator::OfIndex(const Node& node) {
  const Maybe container = Of(*node.children[0]);
  const Maybe index = Of(*node.children[1]);
  if (!container || !index) return std::nullopt;
  if (container->is_array() && index->kind() == Kind::kInt) {
    const std::int64_t at = index->as_int();
    const bool inside = at >= 0 && at < static_cast<std::int64_t>(container->size());
    return inside ? container->At(static_cast<std::size_t>(at)) : Maybe();
  }
  if (!container->is_object() || !index->is_string()) return std::nullopt;
  const Value* member = container->Find(index->as_text());
  return member == nullptr ? Maybe() : *member;
}

Maybe NaiveEvaluator::OfFunction(const Node& node) {
  std::vector<Value> arguments;
  for (const NodePtr& child : node.children) {
    Maybe argument = Of(*child);
    if (!argument) return std::nullopt;
    arguments.push_back(*std::move(argument));
  }
  if (node.text == "size" && arguments.size() == 1) return SizeOf(arguments[0]);
  if (node.kind != NodeKind::kMethod || arguments.size() != 2) return std::nullopt;
  return OfTexts(node.text, arguments[0], arguments[1]);
}

Maybe NaiveEvaluator::OfUnary(const Node& node) {
  const Maybe value = Of(*node.children[0]);
  if (!value) return std::nullopt;
  if (node.op == Operator::kNegate) return NaiveNegation(*value);
  return value->is_bool() ? Value(!value->as_bool()) : Maybe();
}

// One decisive part is enough, whatever is wrong with the others.
Maybe NaiveEvaluator::OfLogic(const Node& node, bool decisive) {
  bool failed = false;
  for (const NodePtr& child : node.children) {
    const Maybe part = Of(*child);
    if (part && part->is_bool() && part->as_bool() == decisive) return Value(decisive);
    failed = failed || !part || !part->is_bool();
  }
  return failed ? Maybe() : Value(!decisive);
}

Maybe NaiveEvaluator::OfConditional(const Node& node) {
  const Maybe condition = Of(*node.children[0]);
  if (!condition || !condition->is_bool()) return std::nullopt;
  return Of(*node.children[condition->as_bool() ? 1 : 2]);
}

Maybe NaiveEvaluator::OfList(const Node& node) {
  ArrayBuilder list;
  for (const NodePtr& child : node.children) {
    Maybe element = Of(*child);
    if (!element) return std::nullopt;
    list.Add(*std::move(element));
  }
  return std::move(list).Build();
}

Maybe NaiveEvaluator::OfMap(const Node& node) {
  Value map = Value::EmptyObject();
  for (std::size_t i = 0; i < node.children.size(); i += 2) {
    const Maybe key = Of(*node.children[i]);
    Maybe value = Of(*node.children[i + 1]);
    if (!key || !value || !key->is_string() || map.Find(key->as_text()) != nullptr)
      return std::nullopt;
    map = std::move(map).Set(key->as_text(), *std::move(value));
  }
  return map;
}

Maybe NaiveEvaluator::Elements(const Node& range) {
  const Maybe value = Of(range);
  if (!value || value->is_array()) return value;
  if (!value->is_object()) return std::nullopt;
  ArrayBuilder keys;
  value->ForEachMember([&keys](const Value& key, const Value&) { keys.Add(key); });
  return std::move(keys).Build();
}

Maybe NaiveEvaluator::With(const std::string& variable, const Value& element, const Node& body) {
  variables_.emplace_back(variable, element);
  Maybe result = Of(body);
  variables_.pop_back();
  return result;
}

Maybe NaiveEvaluator::Decide(const Node& macro, const Value& elements, bool decisive) {
  bool failed = false;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Maybe part = With(macro.variables[0], elements.At(i), *macro.children[1]);
    if (part && part->is_bool() && part->as_bool() == decisive) return Value(decisive);
    failed = failed || !part || !part->is_bool();
  }
  return failed ? Maybe() : Value(!decisive);
}

Maybe NaiveEvaluator::ExactlyOne(const Node& macro, const Value& elements) {
  int count = 0;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Maybe part = With(macro.variables[0], elements.At(i), *macro.children[1]);
    if (!part || !part->is_bool()) return std::nullopt;
    count += part->as_bool() ? 1 : 0;
  }
  return Value(count == 1);
}

// filter and map: a condition, a result, or both.
Maybe NaiveEvaluator::Select(const Node& macro, const Value& elements) {
  const bool filters = macro.macro == Macro::kFilter || macro.children.size() == 3;
  ArrayBuilder results;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Value& element = elements.At(i);
    if (filters) {
      const Maybe taken = With(macro.variables[0], element, *macro.children[1]);
      if (!taken || !taken->is_bool()) return std::nullopt;
      if (!taken->as_bool()) continue;
    }
    Maybe result = macro.macro == Macro::kFilter
                       ? element
                       : With(macro.variables[0], element, *macro.children.back());
    if (!result) return std::nullopt;
    results.Add(*std::move(result));
  }
  return std::move(results).Build();
}

Maybe NaiveEvaluator::OfMacro(const Node& node) {
  const Maybe elements = Elements(*node.children[0]);
  if (!elements || node.variables.size() != 1) return std::nullopt;
  switch (node.macro) {
    case Macro::kAll:
      return Decide(node, *elements, false);
    case Macro::kExists:
      return Decide(node, *elements, true);
    case Macro::kExistsOne:
      return ExactlyOne(node, *elements);
    case Macro::kFilter:
    case Macro::kMap:
      return Select(node, *elements);
    default:
      return std::nullopt;
  }
}

}  // namespace dashflow::expression
