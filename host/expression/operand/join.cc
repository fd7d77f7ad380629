// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/join.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "host/expression/operand/containers.h"
#include "host/expression/operand/to_value.h"

namespace dashflow::expression {
namespace {

// What a Value holds as it is; a uint, for one, could come back as an int.
bool IsValue(const Operand& item) {
  return item.origin != nullptr || item.tag <= Tag::kInt || item.tag == Tag::kString ||
         (item.tag == Tag::kDouble && std::isfinite(item.as.real));
}

bool HoldsValues(const Operand& list) {
  return list.origin != nullptr ||
         std::all_of(list.as.list->items, list.as.list->items + list.as.list->size, IsValue);
}

// The left list is shared, so that `messages + [x]` costs what is appended, not the size of the
// state.
Operand Append(const Operand& list, const Operand& more, Evaluation& evaluation) {
  if (!evaluation.Spend(ListSize(more))) return evaluation.FailOfCost();
  return Operand::FromValue(*evaluation.arena().Keep(list.origin->Concat(ToValue(more).value)));
}

}  // namespace

Operand JoinText(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (a.size == 0) return b;
  if (b.size == 0) return a;
  const std::size_t size = std::size_t{a.size} + b.size;
  if (size > std::numeric_limits<std::uint32_t>::max()) {
    return evaluation.Fail("value_limit", {"the text is longer than 4 GiB"});
  }
  if (!evaluation.SpendText(size)) return evaluation.FailOfCost();
  char* text = evaluation.arena().Array<char>(size);
  std::memcpy(text, a.as.text, a.size);
  std::memcpy(text + a.size, b.as.text, b.size);
  return Operand::Text(a.tag, {text, size});
}

Operand JoinLists(const Operand& a, const Operand& b, Evaluation& evaluation) {
  const std::size_t left = ListSize(a);
  const std::size_t right = ListSize(b);
  if (left == 0) return b;
  if (right == 0) return a;
  if (a.origin != nullptr && HoldsValues(b)) return Append(a, b, evaluation);
  if (!evaluation.Spend(left + right)) return evaluation.FailOfCost();
  auto* items = evaluation.arena().Array<Operand>(left + right);
  for (std::size_t i = 0; i < left; ++i) items[i] = ListAt(a, i);
  for (std::size_t i = 0; i < right; ++i) items[left + i] = ListAt(b, i);
  return MakeList({items, left + right}, evaluation.arena());
}

}  // namespace dashflow::expression
