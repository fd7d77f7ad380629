// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/sort.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "host/expression/operand/arithmetic.h"
#include "host/expression/operand/compare.h"
#include "host/expression/operand/containers.h"

namespace dashflow::expression {
namespace {

struct Pair {
  Operand key;
  Operand element;
};

// Sorting needs a total order: every key must have one with the first, and NaN has none.
const Operand* KeyWithoutOrder(std::span<const Operand> pairs) {
  for (std::size_t i = 0; i < pairs.size(); i += 2) {
    const auto order = Compare(pairs[0], pairs[i]);
    if (!order || *order == std::partial_ordering::unordered) return &pairs[i];
  }
  return nullptr;
}

}  // namespace

Operand SortByKeys(std::span<const Operand> pairs, Evaluation& evaluation) {
  const std::size_t size = pairs.size() / 2;
  if (!evaluation.Spend(size * static_cast<std::size_t>(std::bit_width(size)))) {
    return evaluation.FailOfCost();
  }
  if (const Operand* bad = KeyWithoutOrder(pairs)) {
    return FailOfOverload("<", pairs[0], *bad, evaluation);
  }
  std::vector<Pair> sorted(size);
  for (std::size_t i = 0; i < size; ++i) sorted[i] = {pairs[2 * i], pairs[2 * i + 1]};
  std::ranges::stable_sort(
      sorted, [](const Operand& a, const Operand& b) { return *Compare(a, b) < 0; }, &Pair::key);
  auto* items = evaluation.arena().Array<Operand>(size);
  for (std::size_t i = 0; i < size; ++i) items[i] = sorted[i].element;
  return MakeList({items, size}, evaluation.arena());
}

}  // namespace dashflow::expression
