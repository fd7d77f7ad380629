// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "host/expression/function/library.h"
#include "host/expression/operand/compare.h"
#include "host/expression/operand/containers.h"
#include "host/expression/operand/display.h"
#include "host/expression/operand/sort.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

Operand ListOf(const std::vector<Operand>& items, Evaluation& evaluation) {
  auto* copy = evaluation.arena().Array<Operand>(items.size());
  std::ranges::copy(items, copy);
  return MakeList({copy, items.size()}, evaluation.arena());
}

Operand First(Evaluation& evaluation, Arguments arguments) {
  if (ListSize(arguments[0]) == 0)
    return evaluation.Fail("empty_list", {"an empty list has no first element"});
  return ListAt(arguments[0], 0);
}

Operand Last(Evaluation& evaluation, Arguments arguments) {
  const std::size_t size = ListSize(arguments[0]);
  if (size == 0) return evaluation.Fail("empty_list", {"an empty list has no last element"});
  return ListAt(arguments[0], size - 1);
}

Operand Slice(Evaluation& evaluation, Arguments arguments) {
  const auto size = static_cast<std::int64_t>(ListSize(arguments[0]));
  const std::int64_t begin = arguments[1].as.integer;
  const std::int64_t end = arguments[2].as.integer;
  if (begin < 0 || end < begin || end > size) {
    return evaluation.Fail("index_out_of_range",
                           {"there are no elements from ", Display(arguments[1]), " to ",
                            Display(arguments[2]), " in a list of ", std::to_string(size)});
  }
  const auto count = static_cast<std::size_t>(end - begin);
  if (!evaluation.Spend(count)) return evaluation.FailOfCost();
  auto* items = evaluation.arena().Array<Operand>(count);
  for (std::size_t i = 0; i < count; ++i) {
    items[i] = ListAt(arguments[0], static_cast<std::size_t>(begin) + i);
  }
  return MakeList({items, count}, evaluation.arena());
}

Operand Reverse(Evaluation& evaluation, Arguments arguments) {
  const std::size_t size = ListSize(arguments[0]);
  if (!evaluation.Spend(size)) return evaluation.FailOfCost();
  auto* items = evaluation.arena().Array<Operand>(size);
  for (std::size_t i = 0; i < size; ++i) items[i] = ListAt(arguments[0], size - 1 - i);
  return MakeList({items, size}, evaluation.arena());
}

bool Holds(const std::vector<Operand>& items, const Operand& item, Evaluation& evaluation) {
  return std::ranges::any_of(items, [&](const Operand& other) {
    return evaluation.Spend(1) && Equal(item, other, evaluation);
  });
}

Operand Distinct(Evaluation& evaluation, Arguments arguments) {
  std::vector<Operand> items;
  const std::size_t size = ListSize(arguments[0]);
  for (std::size_t i = 0; i < size && !evaluation.exhausted(); ++i) {
    const Operand item = ListAt(arguments[0], i);
    if (!Holds(items, item, evaluation)) items.push_back(item);
  }
  return ListOf(items, evaluation);
}

// Appends the elements of `list`; lists among them are opened as long as `depth` allows.
void AppendFlattened(const Operand& list, std::int64_t depth, Evaluation& evaluation,
                     std::vector<Operand>& out) {
  const std::size_t size = ListSize(list);
  if (!evaluation.Spend(size)) return;
  for (std::size_t i = 0; i < size; ++i) {
    const Operand item = ListAt(list, i);
    if (item.tag == Tag::kList && depth > 0) {
      AppendFlattened(item, depth - 1, evaluation, out);
    } else {
      out.push_back(item);
    }
  }
}

Operand FlattenTo(const Operand& list, std::int64_t depth, Evaluation& evaluation) {
  if (depth < 0)
    return evaluation.Fail("argument_invalid", {"lists are flattened by 0 levels or more"});
  std::vector<Operand> items;
  AppendFlattened(list, depth, evaluation, items);
  return ListOf(items, evaluation);
}

Operand Flatten(Evaluation& evaluation, Arguments arguments) {
  return FlattenTo(arguments[0], 1, evaluation);
}

Operand FlattenDeep(Evaluation& evaluation, Arguments arguments) {
  return FlattenTo(arguments[0], arguments[1].as.integer, evaluation);
}

Operand Sort(Evaluation& evaluation, Arguments arguments) {
  const std::size_t size = ListSize(arguments[0]);
  if (!evaluation.Spend(size)) return evaluation.FailOfCost();
  auto* pairs = evaluation.arena().Array<Operand>(2 * size);
  for (std::size_t i = 0; i < size; ++i) {
    pairs[2 * i] = ListAt(arguments[0], i);
    pairs[2 * i + 1] = pairs[2 * i];
  }
  return SortByKeys({pairs, 2 * size}, evaluation);
}

Operand Range(Evaluation& evaluation, Arguments arguments) {
  const std::int64_t size = arguments[0].as.integer;
  if (size < 0)
    return evaluation.Fail("argument_invalid",
                           {"a list has no ", Display(arguments[0]), " elements"});
  const auto count = static_cast<std::size_t>(size);
  if (!evaluation.Spend(count)) return evaluation.FailOfCost();
  auto* items = evaluation.arena().Array<Operand>(count);
  for (std::size_t i = 0; i < count; ++i) items[i] = Operand::Int(static_cast<std::int64_t>(i));
  return MakeList({items, count}, evaluation.arena());
}

Type ReturnsElement(std::span<const Type> arguments) { return arguments[0].element(); }
Type ReturnsInts(std::span<const Type> /*arguments*/) { return Type::List(Kind::kInt); }

constexpr auto kOverloads = std::to_array<Overload>({
    Method("first", {Kind::kList}, First, ReturnsElement),
    Method("last", {Kind::kList}, Last, ReturnsElement),
    Method("slice", {Kind::kList, Kind::kInt, Kind::kInt}, Slice, ReturnsFirst),
    Method("reverse", {Kind::kList}, Reverse, ReturnsFirst),
    Method("distinct", {Kind::kList}, Distinct, ReturnsFirst),
    Method("flatten", {Kind::kList}, Flatten, Returns<Kind::kList>),
    Method("flatten", {Kind::kList, Kind::kInt}, FlattenDeep, Returns<Kind::kList>),
    Method("sort", {Kind::kList}, Sort, ReturnsFirst),
    Function("lists.range", {Kind::kInt}, Range, ReturnsInts),
});

}  // namespace

std::span<const Overload> ListFunctions() { return kOverloads; }

}  // namespace dashflow::expression
