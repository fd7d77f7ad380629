// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/build/cel_text.h"

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cases {
namespace {

using Operator = std::string (*)(const Value&, const Keys&);

std::string Channel(const Value& key, const Keys& keys) {
  const auto known = keys.find(key.as_text());
  return known == keys.end() ? "null" : known->second;
}

std::string Joined(const Value& parts, const Keys& keys, const std::string& between) {
  std::string text;
  parts.ForEachElement(
      [&](const Value& part) { text += (text.empty() ? "" : between) + CelOf(part, keys); });
  return text;
}

std::string TextPart(const Value& part, const Keys& keys) {
  if (part.is_string()) return CelString(part.as_text());
  const std::string cel = CelOf(part, keys);
  return "(dyn(" + cel + ") == null ? 'None' : dyn(" + cel + ") == true ? 'True' : dyn(" + cel +
         ") == false ? 'False' : string(dyn(" + cel + ")))";
}

std::string Cat(const Value& parts, const Keys& keys) {
  std::string text = "''";
  parts.ForEachElement([&](const Value& part) { text += " + " + TextPart(part, keys); });
  return "(" + text + ")";
}

std::string Sum(const Value& parts, const Keys& keys) {
  return "(" + Joined(parts, keys, " + ") + ")";
}
std::string Mul(const Value& parts, const Keys& keys) {
  return "(" + Joined(parts, keys, " * ") + ")";
}
std::string Less(const Value& parts, const Keys& keys) {
  return "(" + Joined(parts, keys, " < ") + ")";
}
std::string Len(const Value& of, const Keys& keys) { return "size(" + CelOf(of, keys) + ")"; }
std::string List(const Value& parts, const Keys& keys) {
  return "[" + Joined(parts, keys, ", ") + "]";
}
std::string Present(const Value& key, const Keys& keys) {
  return "(" + Channel(key, keys) + " != null)";
}
std::string Local(const Value& name, const Keys&) { return std::string(name.as_text()); }

const std::map<std::string, Operator, std::less<>>& Operators() {
  static const std::map<std::string, Operator, std::less<>> operators = {
      {"$", Channel}, {"$?", Present}, {"$local", Local}, {"cat", Cat}, {"sum", Sum},
      {"mul", Mul},   {"len", Len},    {"list", List},    {"lt", Less}};
  return operators;
}

}  // namespace

std::string CelString(std::string_view text) { return ToJson(Value(text)); }

std::string CelOf(const Value& expr, const Keys& keys) {
  if (expr.is_array()) return List(expr, keys);
  if (!expr.is_object()) return ToJson(expr);
  std::string text;
  std::string computed;
  expr.ForEachMember([&](const Value& key, const Value& value) {
    const auto known = Operators().find(key.as_text());
    if (expr.size() == 1 && known != Operators().end()) computed = known->second(value, keys);
    text += (text.empty() ? "" : ", ") + CelString(key.as_text()) + ": " + CelOf(value, keys);
  });
  return computed.empty() ? "{" + text + "}" : computed;
}

}  // namespace dashflow::cases
