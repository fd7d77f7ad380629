// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "host/expression/operand/evaluation.h"
#include "host/expression/operand/operand.h"

namespace dashflow::expression {

// `pairs` is key, element, key, element …: the list of the elements in the order of their keys;
// equal keys keep their order. A fault when two keys have no order.
Operand SortByKeys(std::span<const Operand> pairs, Evaluation& evaluation);

}  // namespace dashflow::expression
