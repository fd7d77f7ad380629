// SPDX-License-Identifier: Apache-2.0
#include "host/graph/compile/expressions.h"

#include <utility>

#include "host/expression/expression.h"

namespace dashflow::graph {
namespace {

using expression::Expression;
using expression::Type;

ExpressionPtr CompileOfKind(Build& build, const CelText& cel, const expression::Scope& scope,
                            Type::Kind kind, std::string_view node) {
  ExpressionPtr compiled = CompileCel(build, cel, scope, node);
  if (compiled == nullptr) return nullptr;
  const Type& type = compiled->type();
  if (type.is_dyn() || type.kind() == kind) return compiled;
  const bool list = kind == Type::Kind::kList;
  build.findings
      .Add(cel.at, list ? "fanout_not_a_list" : "condition_not_boolean",
           "this expression is " + type.Name() + ", never " + (list ? "a list" : "true or false"))
      .Fix(list ? "give a list, such as a channel of type array"
                : "compare it with something, such as `!= \"\"` or `size(x) > 0`")
      .In(build.PlaceOf(cel.at, node));
  return nullptr;
}

void NoteReads(Build& build, const Expression& expression, std::string_view node, Mark at) {
  for (const std::uint32_t slot : expression.uses())
    if (slot < build.use.size()) build.NoteRead(slot, node, at);
}

// What every state has, and nobody writes.
bool IsManaged(std::string_view name) {
  return name == "remaining_steps" || name == "is_last_step";
}

std::string SourceFix(const NameRef& channel) {
  if (channel.name == "item" || channel.name == "index")
    return "write {cel: " + channel.name + "}: a bare name is a channel";
  return {};
}

}  // namespace

ExpressionPtr CompileCel(Build& build, const CelText& cel, const expression::Scope& scope,
                         std::string_view node) {
  const expression::SourcePlace origin{build.definition.file, cel.at.line, cel.at.column,
                                       cel.next_column};
  auto compiled = Expression::Compile(cel.text, scope, origin);
  if (compiled.has_error()) {
    build.findings.Add(cel.at, compiled.error()).In(build.PlaceOf(cel.at, node));
    return nullptr;
  }
  NoteReads(build, *compiled, node, cel.at);
  return std::make_shared<const Expression>(*std::move(compiled));
}

ExpressionPtr CompileCondition(Build& build, const CelText& cel, const expression::Scope& scope,
                               std::string_view node) {
  return CompileOfKind(build, cel, scope, Type::Kind::kBool, node);
}

ExpressionPtr CompileList(Build& build, const CelText& cel, const expression::Scope& scope,
                          std::string_view node) {
  return CompileOfKind(build, cel, scope, Type::Kind::kList, node);
}

Source CompileSource(Build& build, const SourceText& text, const expression::Scope& scope,
                     std::string_view node) {
  Source source;
  source.from = text.from;
  source.value = text.value;
  if (text.from == Source::From::kExpression)
    source.expression = CompileCel(build, text.cel, scope, node);
  if (text.from != Source::From::kChannel) return source;
  if (IsManaged(text.channel.name)) {
    source.from = Source::From::kExpression;
    source.expression = CompileCel(build, {text.channel.name, text.channel.at, 1}, scope, node);
    return source;
  }
  const std::string fix = SourceFix(text.channel);
  const bool known = build.workflow->channel_ids.contains(text.channel.name);
  if (!known && !fix.empty()) {
    build.findings
        .Add(text.at, "unknown_channel", "there is no channel '" + text.channel.name + "'")
        .Fix(fix)
        .In(build.PlaceOf(text.at, node));
  } else if (const auto id = build.FindChannel(text.channel, node)) {
    source.channel = *id;
    build.NoteRead(*id, node, text.at);
  }
  return source;
}

}  // namespace dashflow::graph
