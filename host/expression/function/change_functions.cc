// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "host/expression/function/library.h"
#include "host/expression/operand/containers.h"
#include "host/expression/syntax/characters.h"

namespace dashflow::expression {
namespace {

using Kind = Type::Kind;
using Arguments = std::span<const Operand>;

constexpr std::int64_t kNoLimit = -1;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

template <char (*kChange)(char)>
Operand Change(Evaluation& evaluation, Arguments arguments) {
  std::string text(arguments[0].text());
  std::ranges::transform(text, text.begin(), kChange);
  return evaluation.NewString(text);
}

// White space as Unicode has it.
bool IsSpace(char32_t c) {
  static constexpr auto kOthers =
      std::to_array<char32_t>({0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000});
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x2000 && c <= 0x200A) ||
         std::ranges::binary_search(kOthers, c);
}

Operand Trim(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  const std::string_view text = arguments[0].text();
  std::size_t begin = text.size();
  std::size_t end = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t at = text.size() - rest.size();
    if (IsSpace(TakeCharacter(rest))) continue;
    begin = std::min(begin, at);
    end = text.size() - rest.size();
  }
  return Operand::String(begin < end ? text.substr(begin, end - begin) : std::string_view());
}

Operand Reverse(Evaluation& evaluation, Arguments arguments) {
  std::string_view rest = arguments[0].text();
  std::string reversed(rest.size(), '\0');
  std::size_t at = rest.size();
  while (!rest.empty()) {
    const char* character = rest.data();
    TakeCharacter(rest);
    const auto length = static_cast<std::size_t>(rest.data() - character);
    at -= length;
    std::copy_n(character, length, reversed.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return evaluation.NewString(reversed);
}

// Where the next separator begins; an empty one stands after each character.
std::size_t FindSeparator(std::string_view rest, std::string_view separator) {
  if (!separator.empty()) return rest.find(separator);
  const std::size_t next = OffsetOfCharacter(rest, 1);
  return next < rest.size() ? next : std::string_view::npos;
}

// At most `limit` pieces; the last one is the rest.
Operand SplitInto(const Operand& whole, std::string_view separator, std::int64_t limit,
                  Evaluation& evaluation) {
  std::vector<Operand> pieces;
  std::string_view rest = whole.text();
  const bool nothing = limit == 0 || (separator.empty() && rest.empty());
  while (!nothing && static_cast<std::int64_t>(pieces.size()) + 1 != limit) {
    const std::size_t at = FindSeparator(rest, separator);
    if (at == std::string_view::npos) break;
    if (!evaluation.Spend(1)) return evaluation.FailOfCost();
    pieces.push_back(Operand::String(rest.substr(0, at)));
    rest.remove_prefix(at + separator.size());
  }
  if (!nothing) pieces.push_back(Operand::String(rest));
  auto* items = evaluation.arena().Array<Operand>(pieces.size());
  std::ranges::copy(pieces, items);
  return MakeList({items, pieces.size()}, evaluation.arena());
}

Operand Split(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  return SplitInto(arguments[0], arguments[1].text(), kNoLimit, evaluation);
}

Operand SplitLimited(Evaluation& evaluation, Arguments arguments) {
  if (!evaluation.SpendText(arguments[0].size)) return evaluation.FailOfCost();
  return SplitInto(arguments[0], arguments[1].text(), arguments[2].as.integer, evaluation);
}

Operand JoinWith(const Operand& list, std::string_view separator, Evaluation& evaluation) {
  std::string joined;
  const std::size_t size = ListSize(list);
  for (std::size_t i = 0; i < size; ++i) {
    const Operand item = ListAt(list, i);
    if (item.tag != Tag::kString) {
      return evaluation.Fail("no_overload",
                             {"join() needs a list of strings, there is a ", TagName(item.tag)});
    }
    if (!evaluation.Spend(1) || !evaluation.SpendText(separator.size() + item.size)) {
      return evaluation.FailOfCost();
    }
    if (i > 0) joined += separator;
    joined += item.text();
  }
  return evaluation.NewString(joined);
}

Operand Join(Evaluation& evaluation, Arguments arguments) {
  return JoinWith(arguments[0], {}, evaluation);
}

Operand JoinSeparated(Evaluation& evaluation, Arguments arguments) {
  return JoinWith(arguments[0], arguments[1].text(), evaluation);
}

// REQUIRES: `part` is not empty.
std::string ReplaceParts(std::string_view text, std::string_view part, std::string_view with,
                         std::size_t limit) {
  std::string replaced;
  for (std::size_t i = 0; i < limit; ++i) {
    const std::size_t at = text.find(part);
    if (at == std::string_view::npos) break;
    replaced.append(text.substr(0, at)).append(with);
    text.remove_prefix(at + part.size());
  }
  return replaced.append(text);
}

// What replaces an empty part stands before each character, and at the end.
std::string InsertBetween(std::string_view text, std::string_view with, std::size_t limit) {
  std::string replaced;
  for (std::size_t i = 0; i < limit; ++i) {
    const std::size_t length = OffsetOfCharacter(text, 1);
    replaced.append(with).append(text.substr(0, length));
    if (text.empty()) break;
    text.remove_prefix(length);
  }
  return replaced.append(text);
}

// A negative limit is none. Pays in advance for the longest text that can come.
Operand ReplaceUpTo(Arguments arguments, std::int64_t limit, Evaluation& evaluation) {
  const std::string_view text = arguments[0].text();
  const std::string_view part = arguments[1].text();
  const std::string_view with = arguments[2].text();
  const std::size_t most = text.size() / std::max<std::size_t>(part.size(), 1) + 1;
  const std::size_t times = limit < 0 ? most : std::min(most, static_cast<std::size_t>(limit));
  if (!evaluation.SpendText(text.size() + times * with.size())) return evaluation.FailOfCost();
  return evaluation.NewString(part.empty() ? InsertBetween(text, with, times)
                                           : ReplaceParts(text, part, with, times));
}

Operand Replace(Evaluation& evaluation, Arguments arguments) {
  return ReplaceUpTo(arguments, kNoLimit, evaluation);
}

Operand ReplaceLimited(Evaluation& evaluation, Arguments arguments) {
  return ReplaceUpTo(arguments, arguments[3].as.integer, evaluation);
}

Operand Quote(Evaluation& evaluation, Arguments arguments) {
  static constexpr std::string_view kSpecial = "\a\b\f\n\r\t\v\\\"";
  static constexpr std::string_view kLetters = "abfnrtv\\\"";
  std::string quoted = "\"";
  for (const char c : arguments[0].text()) {
    const std::size_t special = kSpecial.find(c);
    if (special != std::string_view::npos) quoted += '\\';
    quoted += special == std::string_view::npos ? c : kLetters[special];
  }
  return evaluation.NewString(quoted + '"');
}

Type ReturnsStrings(std::span<const Type> /*arguments*/) { return Type::List(Kind::kString); }

constexpr auto kOverloads = std::to_array<Overload>({
    Method("lowerAscii", {Kind::kString}, Change<Lower>, Returns<Kind::kString>),
    Method("upperAscii", {Kind::kString}, Change<Upper>, Returns<Kind::kString>),
    Method("trim", {Kind::kString}, Trim, Returns<Kind::kString>),
    Method("reverse", {Kind::kString}, Reverse, Returns<Kind::kString>),
    Method("split", {Kind::kString, Kind::kString}, Split, ReturnsStrings),
    Method("split", {Kind::kString, Kind::kString, Kind::kInt}, SplitLimited, ReturnsStrings),
    Method("join", {Kind::kList}, Join, Returns<Kind::kString>),
    Method("join", {Kind::kList, Kind::kString}, JoinSeparated, Returns<Kind::kString>),
    Method("replace", {Kind::kString, Kind::kString, Kind::kString}, Replace,
           Returns<Kind::kString>),
    Method("replace", {Kind::kString, Kind::kString, Kind::kString, Kind::kInt}, ReplaceLimited,
           Returns<Kind::kString>),
    Function("strings.quote", {Kind::kString}, Quote, Returns<Kind::kString>),
});

}  // namespace

std::span<const Overload> ChangeFunctions() { return kOverloads; }

}  // namespace dashflow::expression
