// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/expression/check/checked.h"
#include "host/expression/syntax/ast.h"
#include "host/expression/type/scope.h"

namespace dashflow::expression {

// Finds out what the names of a tree stand for and which types its parts have, and what cannot
// work. [serial]
class Checker {
 public:
  // Open: names that the scope does not have are looked up at run time, and types are not checked.
  // `scope` must outlive the checker.
  Checker(const Scope& scope, bool open) : scope_(scope), open_(open) {}

  Checked Run(const Node& root, std::uint32_t num_nodes) &&;

 private:
  struct Local {
    std::string name;
    std::uint32_t index;
    Type type;
  };

  // checker.cc
  Type Check(const Node& node);
  Type CheckByKind(const Node& node);
  Type CheckChildren(const Node& node);
  void Report(Span span, std::string_view code, std::string cause, std::string fix = {});
  // The same for what the run time would find out as well: expression_type.
  void ReportType(Span span, std::string cause, std::string fix = {});
  Resolution& ResolutionOf(const Node& node) { return checked_.resolutions[node.id]; }

  // check_names.cc
  Type CheckName(const Node& node);
  Type CheckSelect(const Node& node);
  Type CheckHas(const Node& node);
  bool ResolveWhole(const Node& node, Type& type);
  Type ReportUnknownName(const Node& node);
  std::optional<std::string> DottedName(const Node& node) const;
  bool BeginsWithKnownName(const Node& node) const;
  const Local* FindLocal(std::string_view name) const;
  Type FieldType(const Node& node, const Type& operand);
  Type UnknownField(const Node& node, const Type& operand);

  // check_operators.cc
  Type CheckUnary(const Node& node);
  Type CheckBinary(const Node& node);
  Type CheckComparison(const Node& node, const Type& left, const Type& right);
  Type CheckIn(const Node& node, const Type& left, const Type& right);
  Type CheckLogic(const Node& node);
  Type CheckConditional(const Node& node);
  Type CheckIndex(const Node& node);
  Type CheckList(const Node& node);
  Type CheckMap(const Node& node);
  void RequireBool(const Node& node, const Type& type);

  // check_calls.cc
  Type CheckCall(const Node& node);
  Type CheckMethod(const Node& node);
  void CheckPattern(const Node& node);
  bool IsNameSpaceCall(const Node& node, std::string& name) const;
  Type CheckArguments(const Node& node, std::span<const Overload> overloads, std::size_t first);
  Type ReportNoOverload(const Node& node, std::span<const Overload> overloads,
                        std::span<const Type> arguments);
  Type UnknownFunction(const Node& node, std::string_view name, CallStyle style);

  // check_macros.cc
  Type CheckMacro(const Node& node);
  void DeclareVariables(const Node& node, const Type& range);

  const Scope& scope_;
  bool open_;
  std::vector<Local> locals_;
  Checked checked_;
};

}  // namespace dashflow::expression
