// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "host/expression/expression.h"
#include "host/expression/syntax/parser.h"
#include "host/value/json.h"
#include "tests/property/expression/few_names.h"
#include "tests/property/expression/typed_text.h"
#include "tests/support/expression/naive_evaluator.h"

namespace dashflow::expression {
namespace {

using Choices = std::vector<std::uint32_t>;

std::string AnyText() {
  const auto choices =
      rc::gen::scale(3, rc::gen::container<Choices>(rc::gen::inRange<std::uint32_t>(0, 5040)));
  return TypedText(*choices).Make();
}

// The evaluator of the host against one that is too simple to be wrong.
RC_GTEST_PROP(NaiveProperty, EvaluationAgreesWithANaiveEvaluator, ()) {
  const FewNames names(TypedText::kNames);
  const std::string text = AnyText();
  RC_LOG() << text << std::endl;
  const auto expression = Expression::CompileOpen(text);
  RC_ASSERT(expression.has_value());
  const auto result = expression->Evaluate(names);
  const Maybe naive = NaiveEvaluator(names.values()).Evaluate(*Parse(text).root);
  RC_CLASSIFY(naive.has_value(), "has a value");
  RC_LOG() << (result.has_value() ? ToJson(*result) : result.error().message()) << std::endl;
  RC_ASSERT(result.has_value() == naive.has_value());
  if (naive) RC_ASSERT(*result == *naive);
}

RC_GTEST_PROP(NaiveProperty, EvaluationNeverChangesItsInputs, ()) {
  const FewNames names(TypedText::kNames);
  const Value copy = ParseJson(TypedText::kNames).value();
  const auto expression = Expression::CompileOpen(AnyText());
  RC_ASSERT(expression.has_value());
  Value kept;
  if (auto result = expression->Evaluate(names); result.has_value()) kept = *std::move(result);
  const Value before = kept;
  const auto again = expression->Evaluate(names);
  RC_ASSERT(names.values() == copy);
  RC_ASSERT(kept == before);
  if (again.has_value()) RC_ASSERT(*again == kept);
}

}  // namespace
}  // namespace dashflow::expression
