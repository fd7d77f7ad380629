// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/checker.h"

#include <algorithm>

#include "host/value/json.h"
#include "host/value/schema/fail.h"
#include "host/value/schema/number.h"
#include "host/value/schema/pointer.h"

namespace dashflow::schema {
namespace {

// Frames of a schema that refers to itself, on a stack that may be small.
constexpr int kMaxCheckDepth = 2000;

// A value in an error: short, and never a secret of some size.
std::string Shown(const Value& value) {
  constexpr std::size_t kMost = 40;
  if (value.depth() > 0 || value.size() > kMost) return std::string(TypeName(value));
  return ToJson(value);
}

std::string ShownChoices(const std::vector<Value>& choices) {
  std::string text;
  for (const Value& choice : choices) text += (text.empty() ? "" : ", ") + Shown(choice);
  return text;
}

std::size_t CodePoints(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool Matches(const RE2& regex, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), regex);
}

}  // namespace

std::string RangeText(const Range& range, std::string_view unit) {
  const std::string min = std::to_string(range.min);
  const std::string max = std::to_string(range.max);
  std::string text = range.min == range.max ? max : min + " to " + max;
  if (range.max == UINT64_MAX) text = "at least " + min;
  if (range.min == 0) text = "at most " + max;
  return text + " " + std::string(unit) + (text.ends_with(" 1") || text == "1" ? "" : "s");
}

bool Checker::CheckNode(NodeId id, const Value& value) {
  const Node& node = graph_.nodes[id];
  if (node.only_types) return CheckType(node, value);
  if (steps_left_ == 0 || depth_ == kMaxCheckDepth) {
    return Fail([] { return "the schema asks for too many checks of this value"; });
  }
  --steps_left_;
  ++depth_;
  const bool fits = CheckType(node, value) && CheckRules(node, value);
  --depth_;
  return fits;
}

bool Checker::CheckRules(const Node& node, const Value& value) {
  if (node.reference != kNoNode) return CheckNode(node.reference, value);
  if (node.choices && !CheckChoices(node, value)) return false;
  if (value.is_number() && node.number && !CheckNumber(*node.number, value)) return false;
  if (value.is_string() && !CheckString(node, value)) return false;
  if (value.is_array() && node.array && !CheckArray(*node.array, value)) return false;
  if (value.is_object() && node.object && !CheckObject(*node.object, value)) return false;
  return !node.combination || CheckCombination(*node.combination, value);
}

bool Checker::CheckType(const Node& node, const Value& value) {
  if (node.refuses_all) return Fail([] { return "no value is allowed here"; });
  if (node.types.Allows(value)) return true;
  return Fail(
      [&] { return "expected " + node.types.Text() + ", found " + std::string(TypeName(value)); });
}

bool Checker::CheckChoices(const Node& node, const Value& value) {
  if (std::ranges::find(*node.choices, NormalNumbers(value)) != node.choices->end()) return true;
  return Fail(
      [&] { return "expected one of " + ShownChoices(*node.choices) + ", found " + Shown(value); });
}

bool Checker::CheckNumber(const NumberRules& rules, const Value& value) {
  const auto fail = [&](std::string_view wanted, const Value& limit) {
    return Fail([&] {
      return "expected " + std::string(wanted) + " " + ToJson(limit) + ", found " + ToJson(value);
    });
  };
  const auto order = [&](const Value& limit) { return CompareNumbers(value, limit); };
  if (rules.minimum && order(*rules.minimum) < 0) return fail("at least", *rules.minimum);
  if (rules.maximum && order(*rules.maximum) > 0) return fail("at most", *rules.maximum);
  if (rules.exclusive_minimum && order(*rules.exclusive_minimum) <= 0)
    return fail("more than", *rules.exclusive_minimum);
  if (rules.exclusive_maximum && order(*rules.exclusive_maximum) >= 0)
    return fail("less than", *rules.exclusive_maximum);
  if (rules.multiple_of && !IsMultipleOf(value, *rules.multiple_of))
    return fail("a multiple of", *rules.multiple_of);
  return true;
}

bool Checker::CheckString(const Node& node, const Value& value) {
  const std::string_view text = value.as_text();
  if (node.length && !node.length->Holds(CodePoints(text))) {
    return Fail([&] {
      return "expected " + RangeText(*node.length, "character") + ", found " +
             std::to_string(CodePoints(text));
    });
  }
  if (node.pattern && !Matches(*node.pattern, text)) {
    return Fail([&] {
      return "expected a match of /" + node.pattern->pattern() + "/, found " + Shown(value);
    });
  }
  if (!schema::Fits(node.format, text)) {
    return Fail([&] {
      return "expected a " + std::string(FormatName(node.format)) + ", found " + Shown(value);
    });
  }
  return true;
}

bool Checker::Fits(NodeId id, const Value& value) {
  ++trying_;
  const bool fits = CheckNode(id, value);
  --trying_;
  return fits;
}

bool Checker::FailInside(const std::string& token) {
  if (trying_ == 0) pointer_.insert(0, "/" + token);
  return false;
}

}  // namespace dashflow::schema
