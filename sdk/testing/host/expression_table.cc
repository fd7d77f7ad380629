// SPDX-License-Identifier: Apache-2.0
#include "host/expression_table.hpp"

#include <dashflow/glue/thunk.hpp>
#include <memory>
#include <string>
#include <utility>

#include "call/call_state.hpp"
#include "value/rep.hpp"

struct df_expression {
  explicit df_expression(std::string text) : source(std::move(text)) {}

  std::string source;
};

namespace dashflow::sdk::testing {
namespace {

FakeHost::Evaluator evaluator;

df_status Compile(df_text source, df_expression** out, df_value* error_text) noexcept {
  if (!evaluator) {
    *error_text = MakeText(DF_KIND_STRING, "FakeHost::SetEvaluator was not called");
    return DF_INVALID_INPUT;
  }
  *out = std::make_unique<df_expression>(std::string(ToView(source))).release();
  return DF_OK;
}

df_status Evaluate(const df_expression* expression, df_call* call, const df_value* extra,
                   df_value* out) noexcept {
  return GuardText(out, [&] {
    const auto channels = [&](std::string_view name) {
      const Value* value = static_cast<CallState*>(call)->FindChannel(name);
      return value != nullptr ? *value : Value();
    };
    *out = evaluator(expression->source, channels, ValueView(*extra)).Release();
  });
}

constexpr df_expression_api kApi{
    .size = sizeof(df_expression_api),
    .reserved = 0,
    .compile = &Compile,
    .destroy = [](df_expression* expression) noexcept { delete expression; },
    .evaluate = &Evaluate,
};

}  // namespace

const df_expression_api& ExpressionApi() { return kApi; }

void SetProcessEvaluator(FakeHost::Evaluator newest) { evaluator = std::move(newest); }

}  // namespace dashflow::sdk::testing
