// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dashflow::expression {

// Makes the text of an expression whose types mostly fit, from a list of numbers as TreeMaker does:
// its result is a value more often than an error. The free names are those of kNames.
class TypedText {
 public:
  static constexpr const char* kNames =
      R"({"n": 3, "big": 9223372036854775807, "x": 2.5, "flag": true, "word": "abcä", "nothing": null,
          "ints": [1, 2, 3, 2], "words": ["a", "b", ""], "pairs": {"a": 1, "b": 2, "c": -7},
          "mixed": [1, 2.5, "a", null, [true], {"a": 1}]})";

  explicit TypedText(std::vector<std::uint32_t> choices) : choices_(std::move(choices)) {}

  std::string Make();

 private:
  enum class Kind : std::uint8_t { kInt, kDouble, kBool, kText, kInts, kTexts, kMap };

  std::string Of(Kind kind, int depth);
  std::string Leaf(Kind kind);
  std::string Odd();
  std::string OfInt(int depth);
  std::string OfDouble(int depth);
  std::string OfBool(int depth);
  std::string Quantified(int depth);
  std::string OfText(int depth);
  std::string OfInts(int depth);
  std::string OfTexts(int depth);
  std::string OfMap(int depth);
  std::string Choice(Kind kind, int depth);
  std::string Binary(Kind kind, const char* op, int depth);
  // `body` is of what a variable of this kind is in.
  std::string Inside(Kind variable, Kind body, int depth);
  std::uint32_t Choose(std::uint32_t count);
  std::string Pick(std::initializer_list<const char*> words);

  std::vector<std::uint32_t> choices_;
  std::size_t at_ = 0;
  std::vector<Kind> variables_;  // v0, v1, …
};

}  // namespace dashflow::expression
