// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.hpp>
#include <string_view>
#include <utility>

namespace dashflow::sdk {

// A compiled CEL expression, as workflows use it. Compile in the node's constructor, evaluate in
// Run. The spec of a node type that uses it says .Needs(DF_ID_EXPRESSION). Evaluate may be called
// for many calls at once.
class Expression {
 public:
  // Throws invalid_input `invalid_expression` with position and reason; unsupported when this host
  // has no CEL.
  explicit Expression(std::string_view source) {
    if (services.expression == nullptr) throw Unsupported("This host evaluates no expressions.");
    df_value reason{};
    const df_status status = services.expression->compile(ToText(source), &raw_, &reason);
    Throw(status, "invalid_expression", Value::Adopt(reason));
  }
  Expression(Expression&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  Expression& operator=(Expression&& other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Expression() {
    if (raw_ != nullptr) services.expression->destroy(raw_);
  }

  // Sees the channels that the call sees (open node types) and the members of the object `extra`,
  // which win. Throws invalid_input `expression_failed`.
  Value Evaluate(const Call& call, ValueView extra = {}) const {
    df_value raw{};
    const df_status status = services.expression->evaluate(raw_, call.raw(), &extra.raw(), &raw);
    Value result = Value::Adopt(raw);
    Throw(status, "expression_failed", result);
    return result;
  }

 private:
  static void Throw(df_status status, const char* code, const Value& reason) {
    if (status == DF_OK) return;
    throw Error(CategoryOf(status), code, std::string(reason.text()));
  }

  df_expression* raw_ = nullptr;
};

}  // namespace dashflow::sdk
