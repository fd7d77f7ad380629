// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/expression/check/checker.h"
#include "host/expression/check/type_rules.h"
#include "host/expression/function/pattern.h"
#include "host/expression/type/nearest.h"

namespace dashflow::expression {
namespace {

std::string Names(std::span<const Type> types) {
  std::string names;
  for (const Type& type : types) names += (names.empty() ? "" : ", ") + type.Name();
  return "(" + names + ")";
}

std::string Signature(const Overload& overload) {
  std::vector<Type> parameters;
  for (std::size_t i = 0; i < overload.num_parameters; ++i)
    parameters.emplace_back(overload.parameters[i]);
  const bool method = overload.style == CallStyle::kMethod;
  const std::string receiver = method ? parameters[0].Name() + "." : "";
  const auto arguments = std::span(parameters).subspan(method ? 1 : 0);
  return receiver + std::string(overload.name) + Names(arguments);
}

std::string Signatures(std::span<const Overload> overloads) {
  std::string text;
  for (const Overload& overload : overloads)
    text += (text.empty() ? "there are " : ", ") + Signature(overload);
  return text;
}

bool TakesAll(const Overload& overload, std::span<const Type> arguments) {
  if (!overload.Takes(arguments.size())) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!Accepts(overload.Parameter(i), arguments[i])) return false;
  }
  return true;
}

}  // namespace

const std::string* LiteralPattern(const Node& node) {
  const bool call = node.kind == NodeKind::kCall || node.kind == NodeKind::kMethod;
  if (!call || node.text != "matches" || node.children.size() != 2) return nullptr;
  return std::get_if<std::string>(&node.children[1]->literal);
}

void Checker::CheckPattern(const Node& node) {
  const std::string* text = LiteralPattern(node);
  if (text == nullptr) return;
  const Pattern pattern(*text);
  if (pattern.problem().empty()) return;
  Report(node.children[1]->span, "pattern_invalid",
         "the pattern is not valid: " + pattern.problem(), "see the syntax of RE2");
}

Type Checker::CheckCall(const Node& node) {
  const auto overloads = FindFunction(node.text, CallStyle::kFunction);
  for (const NodePtr& child : node.children) Check(*child);
  CheckPattern(node);
  if (overloads.empty()) return UnknownFunction(node, node.text, CallStyle::kFunction);
  ResolutionOf(node) = {Resolution::Kind::kFunction, 0, overloads, {}};
  return CheckArguments(node, overloads, 0);
}

Type Checker::CheckMethod(const Node& node) {
  std::string name;
  if (IsNameSpaceCall(node, name)) {
    for (std::size_t i = 1; i < node.children.size(); ++i) Check(*node.children[i]);
    const auto overloads = FindFunction(name, CallStyle::kFunction);
    if (overloads.empty()) return UnknownFunction(node, name, CallStyle::kFunction);
    ResolutionOf(node) = {Resolution::Kind::kPlainFunction, 0, overloads, {}};
    return CheckArguments(node, overloads, 1);
  }
  for (const NodePtr& child : node.children) Check(*child);
  CheckPattern(node);
  const auto overloads = FindFunction(node.text, CallStyle::kMethod);
  if (overloads.empty()) return UnknownFunction(node, node.text, CallStyle::kMethod);
  ResolutionOf(node) = {Resolution::Kind::kFunction, 0, overloads, {}};
  return CheckArguments(node, overloads, 0);
}

// math.abs(x) looks like a method of `math`.
bool Checker::IsNameSpaceCall(const Node& node, std::string& name) const {
  const auto space = DottedName(*node.children[0]);
  if (!space || BeginsWithKnownName(*node.children[0])) return false;
  name = *space + "." + node.text;
  return !FindFunction(name, CallStyle::kFunction).empty() || IsMissingFunction(name);
}

Type Checker::CheckArguments(const Node& node, std::span<const Overload> overloads,
                             std::size_t first) {
  std::vector<Type> arguments;
  for (std::size_t i = first; i < node.children.size(); ++i) {
    arguments.push_back(checked_.types[node.children[i]->id]);
  }
  Type result;
  bool found = false;
  for (const Overload& overload : overloads) {
    if (!TakesAll(overload, arguments)) continue;
    const Type next = overload.result(arguments);
    result = found ? Join(result, next) : next;
    found = true;
  }
  return found ? result : ReportNoOverload(node, overloads, arguments);
}

Type Checker::ReportNoOverload(const Node& node, std::span<const Overload> overloads,
                               std::span<const Type> arguments) {
  const bool method = overloads[0].style == CallStyle::kMethod;
  const std::string receiver = method ? arguments[0].Name() + "." : "";
  ReportType(node.focus,
             "there is no " + receiver + std::string(overloads[0].name) +
                 Names(arguments.subspan(method ? 1 : 0)),
             Signatures(overloads));
  return {};
}

Type Checker::UnknownFunction(const Node& node, std::string_view name, CallStyle style) {
  const bool method = style == CallStyle::kMethod;
  if (IsMissingFunction(name)) {
    Report(node.focus, "not_supported_yet", std::string(name) + "() is not supported yet");
    return {};
  }
  std::string cause = std::string("there is no ") + (method ? "method" : "function") + " \"" +
                      std::string(name) + "\"";
  const CallStyle other = method ? CallStyle::kFunction : CallStyle::kMethod;
  std::string fix = DidYouMean(name, FunctionNames(style));
  if (const std::string_view ours = FunctionFor(name); !ours.empty())
    fix = "write " + std::string(ours);
  if (!FindFunction(name, other).empty()) {
    fix = "write " + std::string(name) +
          (method ? "(x)" : "() after a dot: x." + std::string(name) + "(…)");
  }
  if (!open_) {
    Report(node.focus, "unknown_function", std::move(cause), std::move(fix));
  } else {
    ResolutionOf(node) = {
        Resolution::Kind::kMissing, 0, {}, fix.empty() ? cause : cause + "; " + fix};
  }
  return {};
}

}  // namespace dashflow::expression
