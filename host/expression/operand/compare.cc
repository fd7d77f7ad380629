// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/compare.h"

#include "host/expression/operand/containers.h"

namespace dashflow::expression {
namespace {

std::partial_ordering Reverse(std::partial_ordering order) { return 0 <=> order; }

std::partial_ordering CompareIntUint(std::int64_t a, std::uint64_t b) {
  if (a < 0) return std::partial_ordering::less;
  return static_cast<std::uint64_t>(a) <=> b;
}

std::partial_ordering CompareWithInt(std::int64_t a, const Operand& b) {
  if (b.tag == Tag::kInt) return a <=> b.as.integer;
  if (b.tag == Tag::kUint) return CompareIntUint(a, b.as.unsigned_integer);
  return static_cast<double>(a) <=> b.as.real;
}

std::partial_ordering CompareWithUint(std::uint64_t a, const Operand& b) {
  if (b.tag == Tag::kUint) return a <=> b.as.unsigned_integer;
  return static_cast<double>(a) <=> b.as.real;
}

bool ListsEqual(const Operand& a, const Operand& b, Evaluation& evaluation) {
  const std::size_t size = ListSize(a);
  if (size != ListSize(b)) return false;
  for (std::size_t i = 0; i < size; ++i) {
    if (!evaluation.Spend(1) || !Equal(ListAt(a, i), ListAt(b, i), evaluation)) return false;
  }
  return true;
}

bool MapsEqual(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (MapSize(a) != MapSize(b) || !evaluation.Spend(2 * MapSize(a))) return false;
  const auto entries = MapEntries(a, evaluation.arena());
  for (std::size_t i = 0; i < entries.size(); i += 2) {
    const auto other = MapFind(b, entries[i]);
    if (!other || !Equal(entries[i + 1], *other, evaluation)) return false;
  }
  return true;
}

bool TextEqual(const Operand& a, const Operand& b, Evaluation& evaluation) {
  return a.size == b.size && evaluation.SpendText(a.size) && a.text() == b.text();
}

bool SameTagEqual(const Operand& a, const Operand& b, Evaluation& evaluation) {
  switch (a.tag) {
    case Tag::kNull:
      return true;
    case Tag::kBool:
      return a.boolean() == b.boolean();
    case Tag::kString:
    case Tag::kBytes:
      return TextEqual(a, b, evaluation);
    case Tag::kList:
      return ListsEqual(a, b, evaluation);
    case Tag::kMap:
      return MapsEqual(a, b, evaluation);
    default:
      return a.as.integer == b.as.integer && a.size == b.size;
  }
}

std::partial_ordering CompareTimestamps(const Operand& a, const Operand& b) {
  return a.as.integer != b.as.integer ? a.as.integer <=> b.as.integer : a.size <=> b.size;
}

}  // namespace

std::partial_ordering CompareNumbers(const Operand& a, const Operand& b) {
  if (a.tag == Tag::kInt) return CompareWithInt(a.as.integer, b);
  if (b.tag == Tag::kInt) return Reverse(CompareWithInt(b.as.integer, a));
  if (a.tag == Tag::kUint) return CompareWithUint(a.as.unsigned_integer, b);
  if (b.tag == Tag::kUint) return Reverse(CompareWithUint(b.as.unsigned_integer, a));
  return a.as.real <=> b.as.real;
}

bool Equal(const Operand& a, const Operand& b, Evaluation& evaluation) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b) == 0;
  return a.tag == b.tag && SameTagEqual(a, b, evaluation);
}

bool KeysEqual(const Operand& a, const Operand& b) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b) == 0;
  if (a.tag != b.tag) return false;
  return a.tag == Tag::kString ? a.text() == b.text() : a.boolean() == b.boolean();
}

std::optional<std::partial_ordering> Compare(const Operand& a, const Operand& b) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b);
  if (a.tag != b.tag) return std::nullopt;
  switch (a.tag) {
    case Tag::kBool:
      return a.boolean() <=> b.boolean();
    case Tag::kString:
    case Tag::kBytes:
      return a.text() <=> b.text();
    case Tag::kTimestamp:
      return CompareTimestamps(a, b);
    case Tag::kDuration:
      return a.as.integer <=> b.as.integer;
    default:
      return std::nullopt;
  }
}

}  // namespace dashflow::expression
