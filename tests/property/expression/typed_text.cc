// SPDX-License-Identifier: Apache-2.0
#include "tests/property/expression/typed_text.h"

namespace dashflow::expression {
namespace {

constexpr int kMaxDepth = 5;

}  // namespace

std::uint32_t TypedText::Choose(std::uint32_t count) {
  return at_ < choices_.size() ? choices_[at_++] % count : 0;
}

std::string TypedText::Pick(std::initializer_list<const char*> words) {
  return words.begin()[Choose(static_cast<std::uint32_t>(words.size()))];
}

std::string TypedText::Make() { return Of(static_cast<Kind>(Choose(7)), 0); }

std::string TypedText::Of(Kind kind, int depth) {
  if (Choose(40) == 39) return Odd();
  if (depth >= kMaxDepth || at_ >= choices_.size() || Choose(4) == 0) return Leaf(kind);
  if (Choose(8) == 7) return Choice(kind, depth + 1);
  switch (kind) {
    case Kind::kInt:
      return OfInt(depth + 1);
    case Kind::kDouble:
      return OfDouble(depth + 1);
    case Kind::kBool:
      return OfBool(depth + 1);
    case Kind::kText:
      return OfText(depth + 1);
    case Kind::kInts:
      return OfInts(depth + 1);
    case Kind::kTexts:
      return OfTexts(depth + 1);
    case Kind::kMap:
      return OfMap(depth + 1);
  }
  return {};
}

// Of a kind that nobody knows before.
std::string TypedText::Odd() {
  return Pick({"mixed[0]", "mixed[1]", "mixed[2]", "mixed[3]", "mixed[4]", "mixed[5]", "mixed[9]",
               "unknown", "nothing", "mixed"});
}

std::string TypedText::Leaf(Kind kind) {
  for (std::size_t i = variables_.size(); i > 0; --i)
    if (variables_[i - 1] == kind && Choose(2) == 1) return "v" + std::to_string(i - 1);
  switch (kind) {
    case Kind::kInt:
      return Pick({"n", "0", "1", "-3", "7", "big", "(-9223372036854775808)"});
    case Kind::kDouble:
      return Pick({"x", "0.0", "1.0", "-2.5", "1e308"});
    case Kind::kBool:
      return Pick({"flag", "true", "false"});
    case Kind::kText:
      return Pick({"word", "''", "'a'", "'ä'", "'abc'"});
    case Kind::kInts:
      return Pick({"ints", "[]", "[4]", "[n, 2, -1]"});
    case Kind::kTexts:
      return Pick({"words", "['a', word]", "['']"});
    case Kind::kMap:
      return Pick({"pairs", "{'a': n}", "{'b': 1, 'z': 2}"});
  }
  return {};
}

std::string TypedText::Binary(Kind kind, const char* op, int depth) {
  const std::string left = Of(kind, depth);
  return "(" + left + " " + op + " " + Of(kind, depth) + ")";
}

std::string TypedText::Choice(Kind kind, int depth) {
  const std::string condition = Of(Kind::kBool, depth);
  const std::string yes = Of(kind, depth);
  return "(" + condition + " ? " + yes + " : " + Of(kind, depth) + ")";
}

std::string TypedText::OfInt(int depth) {
  switch (Choose(6)) {
    case 0:
      return "(-(" + Of(Kind::kInt, depth) + "))";
    case 1:
      return "size(" + Of(static_cast<Kind>(3 + Choose(4)), depth) + ")";
    case 2: {
      const std::string list = Of(Kind::kInts, depth);
      return list + "[" + Of(Kind::kInt, depth) + "]";
    }
    case 3: {
      const std::string map = Of(Kind::kMap, depth);
      return map + (Choose(2) == 1 ? ".a" : "[" + Of(Kind::kText, depth) + "]");
    }
    default:
      return Binary(Kind::kInt, Pick({"+", "-", "*", "/", "%"}).c_str(), depth);
  }
}

std::string TypedText::OfDouble(int depth) {
  return Binary(Kind::kDouble, Pick({"+", "-", "*", "/"}).c_str(), depth);
}

std::string TypedText::OfBool(int depth) {
  switch (Choose(8)) {
    case 0:
      return "!(" + Of(Kind::kBool, depth) + ")";
    case 1:
      return Binary(Kind::kBool, Pick({"&&", "||"}).c_str(), depth);
    case 2:
      return Binary(static_cast<Kind>(Choose(4)), Pick({"<", "<=", ">", ">="}).c_str(), depth);
    case 3:
      return Binary(static_cast<Kind>(Choose(7)), Pick({"==", "!="}).c_str(), depth);
    case 4: {
      const std::string element = Of(Kind::kInt, depth);
      return "(" + element + Pick({" == ", " < "}) + Of(Kind::kDouble, depth) + ")";
    }
    case 5: {
      const bool texts = Choose(2) == 1;
      const std::string element = Of(texts ? Kind::kText : Kind::kInt, depth);
      const Kind container = texts ? (Choose(2) == 1 ? Kind::kMap : Kind::kTexts) : Kind::kInts;
      return "(" + element + " in " + Of(container, depth) + ")";
    }
    case 6: {
      const std::string text = Of(Kind::kText, depth);
      return text + Pick({".contains(", ".startsWith(", ".endsWith("}) + Of(Kind::kText, depth) +
             ")";
    }
    default:
      return Quantified(depth);
  }
}

std::string TypedText::Quantified(int depth) {
  if (Choose(4) == 0) return "has(" + Of(Kind::kMap, depth) + Pick({".a)", ".z)"});
  const bool ints = Choose(2) == 1;
  const std::string range = Of(ints ? Kind::kInts : Kind::kTexts, depth);
  return range + Pick({".all(", ".exists(", ".exists_one("}) +
         Inside(ints ? Kind::kInt : Kind::kText, Kind::kBool, depth) + ")";
}

std::string TypedText::Inside(Kind variable, Kind body, int depth) {
  const std::string name = "v" + std::to_string(variables_.size());
  variables_.push_back(variable);
  std::string text = name + ", " + Of(body, depth);
  variables_.pop_back();
  return text;
}

std::string TypedText::OfText(int depth) {
  if (Choose(2) == 1) return Binary(Kind::kText, "+", depth);
  const std::string list = Of(Kind::kTexts, depth);
  return list + "[" + Of(Kind::kInt, depth) + "]";
}

std::string TypedText::OfInts(int depth) {
  switch (Choose(4)) {
    case 0:
      return Binary(Kind::kInts, "+", depth);
    case 1: {
      const std::string range = Of(Kind::kInts, depth);
      return range + ".filter(" + Inside(Kind::kInt, Kind::kBool, depth) + ")";
    }
    case 2: {
      const bool ints = Choose(2) == 1;
      const std::string range = Of(ints ? Kind::kInts : Kind::kMap, depth);
      return range + ".map(" + Inside(ints ? Kind::kInt : Kind::kText, Kind::kInt, depth) + ")";
    }
    default: {
      const std::string first = Of(Kind::kInt, depth);
      return "[" + first + ", " + Of(Kind::kInt, depth) + "]";
    }
  }
}

std::string TypedText::OfTexts(int depth) {
  if (Choose(2) == 1) return Binary(Kind::kTexts, "+", depth);
  const std::string range = Of(Kind::kTexts, depth);
  const std::string name = "v" + std::to_string(variables_.size());
  variables_.push_back(Kind::kText);
  const std::string condition = Of(Kind::kBool, depth);
  const std::string result = Of(Kind::kText, depth);
  variables_.pop_back();
  return range + ".map(" + name + ", " + condition + ", " + result + ")";
}

// Keys of other kinds than text are beyond the naive evaluator.
std::string TypedText::OfMap(int depth) {
  const std::string first = Pick({"word", "'a'", "''", "'k'"});
  const std::string value = Of(Kind::kInt, depth);
  return "{" + first + ": " + value + ", 'k': " + Of(Kind::kInt, depth) + "}";
}

}  // namespace dashflow::expression
