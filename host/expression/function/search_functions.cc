// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>

#include "host/expression/function/library.h"
#include "host/expression/operand/display.h"
#include "host/expression/syntax/characters.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

// Places in a text are counted in characters.
Operand FailOfPlace(const Operand& place, std::size_t size, Evaluation& evaluation) {
  return evaluation.Fail("index_out_of_range",
                         {"there is no place ", Display(place), " in a text of ",
                          std::to_string(size), " characters"});
}

bool IsPlace(const Operand& place, std::size_t size) {
  return place.as.integer >= 0 && static_cast<std::size_t>(place.as.integer) <= size;
}

Operand PlaceOfByte(std::string_view text, std::size_t byte) {
  if (byte == std::string_view::npos) return Operand::Int(-1);
  return Operand::Int(static_cast<std::int64_t>(CountCharacters(text.substr(0, byte))));
}

// Both searches read the text at most as often as the needle is long; that is what they cost.
bool SpendSearch(const Operand& text, const Operand& part, Evaluation& evaluation) {
  return evaluation.SpendText(std::uint64_t{text.size} + part.size);
}

Operand IndexOf(Evaluation& evaluation, Arguments arguments) {
  if (!SpendSearch(arguments[0], arguments[1], evaluation)) return evaluation.FailOfCost();
  const std::string_view text = arguments[0].text();
  return PlaceOfByte(text, text.find(arguments[1].text()));
}

Operand IndexOfFrom(Evaluation& evaluation, Arguments arguments) {
  if (!SpendSearch(arguments[0], arguments[1], evaluation)) return evaluation.FailOfCost();
  const std::string_view text = arguments[0].text();
  const std::size_t size = CountCharacters(text);
  if (!IsPlace(arguments[2], size)) return FailOfPlace(arguments[2], size, evaluation);
  const auto from = static_cast<std::size_t>(arguments[2].as.integer);
  return PlaceOfByte(text, text.find(arguments[1].text(), OffsetOfCharacter(text, from)));
}

Operand LastIndexOf(Evaluation& evaluation, Arguments arguments) {
  if (!SpendSearch(arguments[0], arguments[1], evaluation)) return evaluation.FailOfCost();
  const std::string_view text = arguments[0].text();
  return PlaceOfByte(text, text.rfind(arguments[1].text()));
}

Operand LastIndexOfFrom(Evaluation& evaluation, Arguments arguments) {
  if (!SpendSearch(arguments[0], arguments[1], evaluation)) return evaluation.FailOfCost();
  const std::string_view text = arguments[0].text();
  const std::size_t size = CountCharacters(text);
  if (!IsPlace(arguments[2], size)) return FailOfPlace(arguments[2], size, evaluation);
  const auto from = static_cast<std::size_t>(arguments[2].as.integer);
  return PlaceOfByte(text, text.rfind(arguments[1].text(), OffsetOfCharacter(text, from)));
}

Operand CharAt(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  const std::string_view text = arguments[0].text();
  const std::size_t size = CountCharacters(text);
  if (!IsPlace(arguments[1], size)) return FailOfPlace(arguments[1], size, evaluation);
  const auto at = static_cast<std::size_t>(arguments[1].as.integer);
  const std::string_view rest = text.substr(OffsetOfCharacter(text, at));
  return Operand::String(rest.substr(0, OffsetOfCharacter(rest, 1)));
}

Operand Cut(const Operand& whole, const Operand& begin, const Operand& end,
            Evaluation& evaluation) {
  if (!evaluation.SpendText(whole.size)) return evaluation.FailOfCost();
  const std::string_view text = whole.text();
  const std::size_t size = CountCharacters(text);
  for (const Operand* place : {&begin, &end}) {
    if (!IsPlace(*place, size)) return FailOfPlace(*place, size, evaluation);
  }
  if (end.as.integer < begin.as.integer) {
    return evaluation.Fail("argument_invalid",
                           {"the place ", Display(end), " is before the place ", Display(begin)});
  }
  const std::size_t from = OffsetOfCharacter(text, static_cast<std::size_t>(begin.as.integer));
  const std::size_t to = OffsetOfCharacter(text, static_cast<std::size_t>(end.as.integer));
  return Operand::String(text.substr(from, to - from));
}

Operand Substring(Evaluation& evaluation, Arguments arguments) {
  const auto size = static_cast<std::int64_t>(CountCharacters(arguments[0].text()));
  if (arguments[1].as.integer > size) {
    return FailOfPlace(arguments[1], static_cast<std::size_t>(size), evaluation);
  }
  return Cut(arguments[0], arguments[1], Operand::Int(size), evaluation);
}

Operand SubstringTo(Evaluation& evaluation, Arguments arguments) {
  return Cut(arguments[0], arguments[1], arguments[2], evaluation);
}

constexpr auto kOverloads = std::to_array<Overload>({
    Method("charAt", {Kind::kString, Kind::kInt}, CharAt, Returns<Kind::kString>),
    Method("indexOf", {Kind::kString, Kind::kString}, IndexOf, Returns<Kind::kInt>),
    Method("indexOf", {Kind::kString, Kind::kString, Kind::kInt}, IndexOfFrom, Returns<Kind::kInt>),
    Method("lastIndexOf", {Kind::kString, Kind::kString}, LastIndexOf, Returns<Kind::kInt>),
    Method("lastIndexOf", {Kind::kString, Kind::kString, Kind::kInt}, LastIndexOfFrom,
           Returns<Kind::kInt>),
    Method("substring", {Kind::kString, Kind::kInt}, Substring, Returns<Kind::kString>),
    Method("substring", {Kind::kString, Kind::kInt, Kind::kInt}, SubstringTo,
           Returns<Kind::kString>),
});

}  // namespace

std::span<const Overload> SearchFunctions() { return kOverloads; }

}  // namespace dashflow::expression
