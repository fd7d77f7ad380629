// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "host/expression/expression.h"
#include "host/expression/syntax/parser.h"
#include "host/expression/syntax/printer.h"
#include "tests/property/expression/few_names.h"
#include "tests/property/expression/trees.h"

namespace dashflow::expression {
namespace {

constexpr std::string_view kNames =
    R"({"n":3,"text":"abc","list":[1,2.5,"a",null,[true]],"map":{"a":1,"b-c":{"a":[]}}})";

using Choices = std::vector<std::uint32_t>;

rc::Gen<Choices> AnyChoices() {
  return rc::gen::container<Choices>(rc::gen::inRange<std::uint32_t>(0, 5040));
}

std::string TextOf(const Choices& choices) { return Print(*TreeMaker(choices).Make()); }

RC_GTEST_PROP(ExpressionProperty, PrintingAndParsingGivesTheSameTree, ()) {
  const NodePtr tree = TreeMaker(*AnyChoices()).Make();
  const std::string text = Print(*tree);
  RC_LOG() << text;
  const Parsed parsed = Parse(text);
  RC_ASSERT(parsed.root != nullptr);
  RC_ASSERT(SameTree(*tree, *parsed.root));
  RC_ASSERT(Print(*parsed.root) == text);
}

RC_GTEST_PROP(ExpressionProperty, EvaluationEndsInAValueOrAnErrorAndTwiceInTheSame, ()) {
  const FewNames names(kNames);
  const Value before = names.values();
  const std::string text = TextOf(*AnyChoices());
  RC_LOG() << text;
  const auto expression = Expression::CompileOpen(text);
  RC_ASSERT(expression.has_value());
  const auto first = expression->Evaluate(names, 10'000);
  const auto second = expression->Evaluate(names, 10'000);
  RC_ASSERT(first.has_value() == second.has_value());
  if (first.has_value()) {
    RC_ASSERT(*first == *second);
  } else {
    RC_ASSERT(first.error().code() == second.error().code());
    RC_ASSERT(first.error().message() == second.error().message());
  }
  RC_ASSERT(names.values() == before);
}

RC_GTEST_PROP(ExpressionProperty, EveryCostLimitEndsInTheResultOrInTheLimit, ()) {
  const FewNames names(kNames);
  const std::string text = TextOf(*AnyChoices());
  RC_LOG() << text;
  const Expression expression = Expression::CompileOpen(text).value();
  const auto free = expression.Evaluate(names, 1'000'000);
  const auto limited = expression.Evaluate(names, *rc::gen::inRange(0, 200));
  if (limited.has_value()) {
    RC_ASSERT(free.has_value() && *free == *limited);
  } else if (limited.error().message() != "the cost limit is reached") {
    RC_ASSERT(free.has_error());
    RC_ASSERT(free.error().message() == limited.error().message());
  }
}

RC_GTEST_PROP(ExpressionProperty, ProblemsPointIntoTheText, ()) {
  std::string text = TextOf(*AnyChoices());
  const auto cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  text.insert(cut,
              *rc::gen::element<std::string>("(", "]", "?", "'", "\\", "=", "\xff", " in ", "."));
  RC_LOG() << text;
  const Parsed parsed = Parse(text);
  if (parsed.root) return;
  RC_ASSERT(parsed.problem.span.begin <= parsed.problem.span.end);
  RC_ASSERT(parsed.problem.span.end <= text.size());
  RC_ASSERT(!parsed.problem.cause.empty());
}

}  // namespace
}  // namespace dashflow::expression
