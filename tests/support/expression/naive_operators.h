// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/expression/syntax/ast.h"
#include "host/value/value.h"

namespace dashflow::expression {

using Maybe = std::optional<Value>;  // nothing = an error

bool NaivelyEqual(const Value& a, const Value& b);  // numbers by what they are worth
Maybe NaiveBinary(Operator op, const Value& a, const Value& b);
Maybe NaiveNegation(const Value& value);

}  // namespace dashflow::expression
