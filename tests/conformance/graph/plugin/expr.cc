// SPDX-License-Identifier: Apache-2.0
#include "expr.h"

#include "python_text.h"

namespace cases {
namespace {

using sdk::Kind;
using sdk::Value;
using sdk::ValueView;
using Operator = Value (*)(ValueView, const Names&);

Value Cat(ValueView parts, const Names& names) {
  std::string text;
  for (const ValueView part : parts.Elements()) text += PythonText(Evaluate(part, names));
  return Value(text);
}

bool IsFloat(const Value& value) { return value->kind() == Kind::kDouble; }

Value Sum(ValueView parts, const Names& names) {
  double real = 0;
  std::int64_t whole = 0;
  bool exact = true;
  for (const ValueView part : parts.Elements()) {
    const Value value = Evaluate(part, names);
    exact = exact && !IsFloat(value);
    real += value->As<double>("a part of a sum");
    if (exact) whole += value->As<std::int64_t>("a part of a sum");
  }
  return exact ? Value(whole) : Value(real);
}

Value Mul(ValueView pair, const Names& names) {
  const Value a = Evaluate(pair[std::size_t{0}], names);
  const Value b = Evaluate(pair[std::size_t{1}], names);
  if (IsFloat(a) || IsFloat(b)) return Value(a->As<double>() * b->As<double>());
  return Value(a->As<std::int64_t>("a factor") * b->As<std::int64_t>("a factor"));
}

std::int64_t CodePoints(std::string_view text) {
  std::int64_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

Value Len(ValueView of, const Names& names) {
  const Value value = Evaluate(of, names);
  if (value->kind() == Kind::kString) return Value(CodePoints(value.text()));
  if (value->kind() != Kind::kArray && value->kind() != Kind::kObject)
    throw sdk::InvalidInput("type_error", "This value has no length.");
  return Value(static_cast<std::int64_t>(value->size()));
}

Value List(ValueView parts, const Names& names) {
  sdk::ArrayBuilder list;
  for (const ValueView part : parts.Elements()) list.Add(Evaluate(part, names));
  return list.Build();
}

Value Less(ValueView pair, const Names& names) {
  const Value a = Evaluate(pair[std::size_t{0}], names);
  const Value b = Evaluate(pair[std::size_t{1}], names);
  if (a->kind() == Kind::kString) return Value(a.text() < b->As<std::string_view>());
  return Value(a->As<double>("compared") < b->As<double>("compared"));
}

Value OfState(ValueView key, const Names& names) {
  return Value(names.state(key.As<std::string_view>("key")));
}

Value IsPresent(ValueView key, const Names& names) {
  return Value(names.has(key.As<std::string_view>("key")));
}

Value Local(ValueView name, const Names& names) {
  const auto found = names.locals.find(name.As<std::string_view>("name"));
  return found == names.locals.end() ? Value() : found->second;
}

Value Inner(ValueView expr, const Names& names) { return Evaluate(expr, names); }

const std::map<std::string, Operator, std::less<>>& Operators() {
  static const std::map<std::string, Operator, std::less<>> operators = {
      {"$", OfState}, {"$?", IsPresent}, {"$local", Local}, {"cat", Cat},         {"sum", Sum},
      {"mul", Mul},   {"len", Len},      {"list", List},    {"overwrite", Inner}, {"lt", Less}};
  return operators;
}

Value Members(ValueView object, const Names& names) {
  sdk::ObjectBuilder copy;
  for (const auto [key, value] : object.Members()) copy.Set(key, Evaluate(value, names));
  return copy.Build();
}

}  // namespace

Value Evaluate(ValueView expr, const Names& names) {
  if (expr.kind() == Kind::kArray) return List(expr, names);
  if (expr.kind() != Kind::kObject) return Value(expr);
  if (expr.size() != 1) return Members(expr, names);
  for (const auto [key, value] : expr.Members()) {
    const auto known = Operators().find(key);
    if (known != Operators().end()) return known->second(value, names);
  }
  return Members(expr, names);
}

bool IsOperator(std::string_view key) { return Operators().contains(key); }

bool IsOverwrite(ValueView expr) { return expr.size() == 1 && expr.Has("overwrite"); }

}  // namespace cases
