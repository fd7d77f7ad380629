// SPDX-License-Identifier: Apache-2.0
#include "host/expression/expression.h"

#include <utility>

#include "host/expression/check/checker.h"
#include "host/expression/operand/to_value.h"
#include "host/expression/report.h"
#include "host/expression/run/compiler.h"
#include "host/expression/run/machine.h"
#include "host/expression/run/program.h"
#include "host/expression/syntax/parser.h"

namespace dashflow::expression {
namespace {

using ProgramPtr = std::shared_ptr<const Program>;

Result<ProgramPtr> Build(std::string_view source, const Scope& scope, const SourcePlace& origin,
                         bool open) {
  const Parsed parsed = Parse(source);
  if (!parsed.root) return InvalidExpression(parsed.problem, source, origin);
  const Checked checked = Checker(scope, open).Run(*parsed.root, parsed.num_nodes);
  if (!checked.problems.empty()) {
    return InvalidExpression(checked.problems.front(), source, origin);
  }
  auto program = std::make_shared<Program>();
  program->source = source;
  program->origin = origin;
  program->type = checked.types[parsed.root->id];
  Compiler(checked, *program).Run(*parsed.root);
  return ProgramPtr(std::move(program));
}

Error ErrorOf(const Program& program, std::string_view code, std::string cause,
              std::uint32_t instruction) {
  return FailedExpression(code, std::move(cause), program.places[instruction], program.source,
                          program.origin);
}

Error ErrorOf(const Program& program, const Fault& fault) {
  return ErrorOf(program, fault.code, std::string(fault.cause), fault.place);
}

Error ErrorOfResult(const Program& program, std::string_view code, std::string cause) {
  return ErrorOf(program, code, std::move(cause),
                 static_cast<std::uint32_t>(program.code.size() - 1));
}

}  // namespace

Result<Expression> Expression::Compile(std::string_view source, const Scope& scope,
                                       const SourcePlace& origin) {
  DF_ASSIGN(ProgramPtr program, Build(source, scope, origin, false));
  return Expression(std::move(program));
}

Result<Expression> Expression::CompileOpen(std::string_view source, const Scope& scope,
                                           const SourcePlace& origin) {
  DF_ASSIGN(ProgramPtr program, Build(source, scope, origin, true));
  return Expression(std::move(program));
}

const Type& Expression::type() const { return program_->type; }
const std::string& Expression::source() const { return program_->source; }
std::span<const std::uint32_t> Expression::uses() const { return program_->uses; }

Result<Value> Expression::Evaluate(const Binding& binding, std::uint64_t cost_limit) const {
  Machine machine(*program_, binding, cost_limit);
  const Operand result = machine.Run();
  if (result.is_fault()) return ErrorOf(*program_, *result.as.fault);
  ToValueResult converted = ToValue(result);
  if (!converted.problem.empty())
    return ErrorOfResult(*program_, "result_not_a_value", std::move(converted.problem));
  return std::move(converted.value);
}

Result<bool> Expression::EvaluateBool(const Binding& binding, std::uint64_t cost_limit) const {
  Machine machine(*program_, binding, cost_limit);
  const Operand result = machine.Run();
  if (result.tag == Tag::kBool) return result.boolean();
  if (result.is_fault()) return ErrorOf(*program_, *result.as.fault);
  return ErrorOfResult(
      *program_, "condition_undecided",
      "the condition is neither true nor false but " + std::string(TagName(result.tag)));
}

}  // namespace dashflow::expression
