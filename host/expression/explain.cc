// SPDX-License-Identifier: Apache-2.0
#include "host/expression/explain.h"

#include "host/expression/check/checker.h"
#include "host/expression/expression.h"
#include "host/expression/operand/containers.h"
#include "host/expression/operand/display.h"
#include "host/expression/operand/to_value.h"
#include "host/expression/report.h"
#include "host/expression/run/compiler.h"
#include "host/expression/run/machine.h"
#include "host/expression/syntax/parser.h"
#include "host/expression/time/time_text.h"
#include "host/value/json.h"
#include "host/value/utf8.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kMostShown = 200;  // bytes of a list or map

std::string Shortened(std::string text) {
  if (text.size() <= kMostShown) return text;
  text.resize(ValidUtf8Prefix(std::string_view(text).substr(0, kMostShown)));
  return text + "…";
}

bool IsSmall(const Operand& operand) {
  const bool is_list = operand.tag == Tag::kList;
  return (is_list ? ListSize(operand) : MapSize(operand)) <= kMostShown;
}

std::string WordsOf(const Operand& operand) {
  if (operand.tag == Tag::kTimestamp)
    return "timestamp(\"" + TimestampText({operand.as.integer, operand.size}) + "\")";
  if (operand.tag == Tag::kDuration)
    return "duration(\"" + DurationText(operand.as.integer) + "\")";
  const bool is_container = operand.tag == Tag::kList || operand.tag == Tag::kMap;
  if (!is_container || !IsSmall(operand)) return Display(operand);
  const ToValueResult converted = ToValue(operand);
  return converted.problem.empty() ? Shortened(ToJson(converted.value)) : Display(operand);
}

class Explainer {
 public:
  Explainer(std::string_view source, const Checked& checked, const Binding& binding)
      : source_(source), checked_(checked), binding_(binding) {}

  void Visit(const Node& node, std::uint32_t depth) {
    if (node.kind == NodeKind::kLiteral || parts_.size() == kMostExplained) return;
    parts_.push_back(PartOf(node, depth));
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (HasOwnValue(node, i)) Visit(*node.children[i], depth + 1);
    }
  }
  std::vector<ExplainedPart> TakeParts() { return std::move(parts_); }

 private:
  ExplainedPart PartOf(const Node& node, std::uint32_t depth) const {
    Program program;
    Compiler(checked_, program).Run(node);
    Machine machine(program, binding_, kDefaultCostLimit);
    const Operand result = machine.Run();
    ExplainedPart part{
        std::string(source_.substr(node.span.begin, node.span.end - node.span.begin)),
        node.span,
        depth,
        result.is_fault(),
        {}};
    part.value = part.failed ? std::string(result.as.fault->cause) : WordsOf(result);
    return part;
  }

  // Not a part of a dotted name, not the name space of a function, not a round of a macro.
  bool HasOwnValue(const Node& parent, std::size_t child) const {
    using Kind = Resolution::Kind;
    const Kind kind = checked_.resolutions[parent.id].kind;
    if (kind == Kind::kSlot || kind == Kind::kTypeName || kind == Kind::kOpen) return false;
    if (child == 0) return kind != Kind::kPlainFunction;
    return parent.kind != NodeKind::kMacro;
  }

  std::string_view source_;
  const Checked& checked_;
  const Binding& binding_;
  std::vector<ExplainedPart> parts_;
};

}  // namespace

Result<std::vector<ExplainedPart>> Explain(std::string_view source, const Scope& scope,
                                           const Binding& binding) {
  const Parsed parsed = Parse(source);
  if (!parsed.root) return InvalidExpression(parsed.problem, source, {});
  const Checked checked = Checker(scope, false).Run(*parsed.root, parsed.num_nodes);
  if (!checked.problems.empty()) return InvalidExpression(checked.problems.front(), source, {});
  Explainer explainer(source, checked, binding);
  explainer.Visit(*parsed.root, 0);
  return explainer.TakeParts();
}

}  // namespace dashflow::expression
