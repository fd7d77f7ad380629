// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "host/expression/expression.h"
#include "host/plugin/call/call_frame.h"
#include "host/plugin/service/guard.h"
#include "host/plugin/service/tables.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/utf8.h"

struct df_expression {
  dashflow::expression::Expression compiled;
};

namespace dashflow::plugin {
namespace {

// The names that a call's expression sees: members of `extra`, then those of the host (`params`,
// `run`, `thread`, `task`), then the channels, also as state.<channel>.
class CallBinding final : public expression::Binding {
 public:
  CallBinding(graph::Call& call, const Value& extra) : call_(call), extra_(extra) {}

  const Value* Get(std::uint32_t) const override { return nullptr; }

  const Value* Find(std::string_view name) const override {
    const Value* member = extra_.is_object() ? extra_.Find(name) : nullptr;
    if (member != nullptr) return member;
    if (name.starts_with(kState)) {
      name.remove_prefix(kState.size());
    } else if (const Value* known = call_.HostName(name)) {
      return known;
    }
    // Asked for a.b.c, a.b and a: no channel has a dot in its name, and each refusal costs an
    // error.
    if (name.find('.') != std::string_view::npos) return nullptr;
    const auto value = call_.Read(name);
    if (value.has_error()) return nullptr;
    return *value == nullptr ? &null_ : *value;
  }

 private:
  static constexpr std::string_view kState = "state.";
  graph::Call& call_;
  const Value& extra_;
  const Value null_{};
};

// Place and cause say what is wrong, the message which expression it is.
std::string Words(const Error& error) {
  std::string words = error.message();
  if (!error.cause().empty()) words += ": " + error.cause();
  if (!error.resource().empty()) words += " (at '" + error.resource() + "')";
  return words;
}

df_status Compile(df_text source, df_expression** out, df_value* error_text) noexcept {
  return Guard([=]() -> df_status {
    Give({}, error_text);
    if (out == nullptr) return DF_INVALID_INPUT;
    *out = nullptr;
    const auto text = ReadText(source);
    if (!text || !IsUtf8(*text)) {
      Give(Value("the expression is no UTF-8 text"), error_text);
      return DF_INVALID_INPUT;
    }
    auto compiled = expression::Expression::CompileOpen(*text);
    if (compiled.has_error()) {
      Give(Value(Words(compiled.error())), error_text);
      return DF_INVALID_INPUT;
    }
    *out = std::make_unique<df_expression>(df_expression{*std::move(compiled)}).release();
    return DF_OK;
  });
}

void Destroy(df_expression* expression) noexcept { delete expression; }

df_status Evaluate(const df_expression* expression, df_call* call, const df_value* extra,
                   df_value* out) noexcept {
  return Guard([=]() -> df_status {
    Give({}, out);
    Value names;
    if (expression == nullptr || call == nullptr || out == nullptr ||
        !ImportOptional(extra, names)) {
      return DF_INVALID_INPUT;
    }
    auto result = expression->compiled.Evaluate(CallBinding(*FrameOf(call)->owner, names));
    const bool ok = result.has_value();
    Give(ok ? *std::move(result) : Value(Words(result.error())), out);
    return ok ? DF_OK : DF_INVALID_INPUT;
  });
}

}  // namespace

const df_expression_api kExpressionApi = {
    .size = sizeof(df_expression_api),
    .reserved = 0,
    .compile = Compile,
    .destroy = Destroy,
    .evaluate = Evaluate,
};

}  // namespace dashflow::plugin
