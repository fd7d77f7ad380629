// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "host/expression/syntax/expression_parser.h"

namespace dashflow::expression {
namespace {

struct MacroForm {
  std::string_view name;
  Macro macro;
  std::size_t num_variables;
  std::size_t num_bodies;
};

constexpr auto kForms = std::to_array<MacroForm>({
    {"all", Macro::kAll, 1, 1},
    {"all", Macro::kAll, 2, 1},
    {"exists", Macro::kExists, 1, 1},
    {"exists", Macro::kExists, 2, 1},
    {"exists_one", Macro::kExistsOne, 1, 1},
    {"existsOne", Macro::kExistsOne, 1, 1},
    {"exists_one", Macro::kExistsOne, 2, 1},
    {"existsOne", Macro::kExistsOne, 2, 1},
    {"filter", Macro::kFilter, 1, 1},
    {"map", Macro::kMap, 1, 1},
    {"map", Macro::kMap, 1, 2},
    {"transformList", Macro::kTransformList, 2, 1},
    {"transformList", Macro::kTransformList, 2, 2},
    {"transformMap", Macro::kTransformMap, 2, 1},
    {"transformMap", Macro::kTransformMap, 2, 2},
    {"sortBy", Macro::kSortBy, 1, 1},
});

bool IsMacroName(std::string_view name) {
  return std::ranges::find(kForms, name, &MacroForm::name) != kForms.end();
}

const MacroForm* FindForm(std::string_view name, std::size_t num_arguments) {
  const auto* found = std::ranges::find_if(kForms, [&](const MacroForm& form) {
    return form.name == name && form.num_variables + form.num_bodies == num_arguments;
  });
  return found == kForms.end() ? nullptr : found;
}

std::string UsageOf(std::string_view name) {
  std::string usage;
  for (const MacroForm& form : kForms) {
    if (form.name != name) continue;
    usage += usage.empty() ? "write " : " or ";
    usage += "list." + std::string(name) + (form.num_variables == 1 ? "(x, " : "(i, x, ");
    usage += form.num_bodies == 1 ? "…)" : "condition, …)";
  }
  return usage;
}

}  // namespace

NodePtr ExpressionParser::ExpandHas(NodePtr call) {
  const bool takes_field =
      call->children.size() == 1 && call->children[0]->kind == NodeKind::kSelect;
  if (!takes_field) {
    return Fail(call->span, "macro_form", "has() takes one field",
                "write has(a.b); a channel: name != null");
  }
  NodePtr select = std::move(call->children[0]);
  select->kind = NodeKind::kHas;
  select->span = call->span;
  return select;
}

NodePtr ExpressionParser::ExpandMacro(NodePtr method) {
  if (!IsMacroName(method->text)) return method;
  const MacroForm* form = FindForm(method->text, method->children.size() - 1);
  if (form == nullptr) {
    return Fail(method->focus, "macro_form", method->text + "() does not take so many arguments",
                UsageOf(method->text));
  }
  NodePtr node = nodes_.Make(NodeKind::kMacro, method->span);
  node->macro = form->macro;
  node->focus = method->focus;
  if (!TakeVariables(*method, form->num_variables, *node)) return nullptr;
  NodeMaker::Adopt(*node, std::move(method->children[0]));
  for (std::size_t i = 1 + form->num_variables; i < method->children.size(); ++i) {
    NodeMaker::Adopt(*node, std::move(method->children[i]));
  }
  return Checked(std::move(node));
}

bool ExpressionParser::TakeVariables(const Node& method, std::size_t count, Node& macro) {
  for (std::size_t i = 1; i <= count; ++i) {
    const Node& variable = *method.children[i];
    if (variable.kind != NodeKind::kName || variable.absolute) {
      Fail(variable.span, "macro_form", method.text + "() needs the name of a variable here",
           UsageOf(method.text));
      return false;
    }
    macro.variables.push_back(variable.text);
  }
  if (count == 2 && macro.variables[0] == macro.variables[1]) {
    Fail(method.children[2]->span, "macro_form",
         "both variables have the name \"" + macro.variables[0] + "\"");
    return false;
  }
  return true;
}

}  // namespace dashflow::expression
