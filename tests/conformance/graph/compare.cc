// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/compare.h"

#include <algorithm>
#include <map>

#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/nodes.h"
#include "tests/conformance/graph/case_file.h"

namespace dashflow::cases {
namespace {

using Codes = std::vector<std::string>;

// The classes of the reference, and the codes that say the same here.
Codes CodesOf(const std::string& type) {
  static const std::map<std::string, Codes> known = {
      {"InvalidUpdateError",
       {"invalid_update", "concurrent_write", "invalid_node_result", "send_invalid", "no_parent"}},
      {"GraphRecursionError", {"recursion_limit"}},
      {"EmptyInputError", {"empty_input"}},
      {"ParentCommand", {"no_parent"}},
      {"NodeTimeoutError", {"node_timeout", "node_idle"}}};
  const auto found = known.find(type);
  if (found != known.end()) return found->second;
  Codes codes = {ErrorCode(type)};
  if (type == "ValueError") codes.emplace_back("invalid_argument");
  if (type == "RuntimeError") {
    codes.emplace_back("resume_ambiguous");
    codes.emplace_back("store_required");
  }
  return codes;
}

bool IsWordStart(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '=';
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// What must stand in our message, too: quoted and back-quoted words, and numbers.
std::vector<std::string> FactsOf(std::string_view message) {
  std::vector<std::string> facts;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const char c = message[at];
    if ((c == '\'' || c == '`' || c == '"') && IsWordStart(message, at)) {
      const std::size_t end = message.find(c, at + 1);
      if (end == std::string_view::npos) continue;
      facts.emplace_back(message.substr(at + 1, end - at - 1));
      at = end;
    } else if (IsDigit(c) && IsWordStart(message, at)) {
      std::size_t end = at;
      while (end < message.size() && IsDigit(message[end])) ++end;
      facts.emplace_back(message.substr(at, end - at));
      at = end;
    }
  }
  return facts;
}

std::string AllWords(const Error& error) {
  return error.code() + " " + error.message() + " " + error.cause() + " " + error.resource() + " " +
         error.fix();
}

std::string Shown(const Error& error) { return error.code() + ": " + error.message(); }

std::vector<std::string> SortedTexts(const Value& list) {
  std::vector<std::string> texts;
  list.ForEachElement([&](const Value& one) { texts.push_back(ToJson(one)); });
  std::ranges::sort(texts);
  return texts;
}

// With the interrupts in an order of their own.
Value Ordered(const Value& result) {
  const Value* asked = result.is_object() ? result.Find("__interrupt__") : nullptr;
  if (asked == nullptr || !asked->is_array()) return result;
  ArrayBuilder texts;
  for (const std::string& text : SortedTexts(*asked)) texts.Add(text);
  return result.Set("__interrupt__", std::move(texts).Build());
}

Value ShownAll(const std::vector<Chunk>& found) {
  ArrayBuilder all;
  for (const Chunk& chunk : found) all.Add(chunk.shown);
  return std::move(all).Build();
}

bool SameInAnyOrder(std::vector<Value> found, std::vector<Value> expected) {
  for (const Value& one : found) {
    const auto same = std::ranges::find(expected, one);
    if (same == expected.end()) return false;
    expected.erase(same);
  }
  return expected.empty();
}

}  // namespace

bool IsErrorExpectation(const Value& expected) { return !MemberOf(expected, "error").is_null(); }

std::string CompareCompileError(const std::vector<Error>& errors, std::string_view message) {
  std::string words;
  for (const Error& error : errors) words += AllWords(error) + " ";
  for (const std::string& fact : FactsOf(message)) {
    if (words.find(fact) == std::string::npos)
      return "does not say '" + fact + "': " + Shown(errors.front());
  }
  return {};
}

std::string CompareError(const Error& error, const Value& expected) {
  const std::string type = TextOf(expected, "error");
  if (type.empty()) return "fails: " + Shown(error);
  const Codes codes = CodesOf(type);
  if (std::ranges::find(codes, error.code()) == codes.end())
    return "fails with " + Shown(error) + ", not with " + type;
  const std::string words = AllWords(error);
  for (const std::string& fact : FactsOf(TextOf(expected, "message"))) {
    if (words.find(fact) == std::string::npos)
      return "does not say '" + fact + "': " + Shown(error);
  }
  return {};
}

std::string CompareResult(const Value& found, const Value& expected) {
  if (Ordered(found) == Ordered(expected)) return {};
  return "gives " + ToJson(found) + ", not " + ToJson(expected);
}

std::string CompareChunks(const std::vector<Chunk>& found, const Value& expected) {
  const std::string all = "streams " + ToJson(ShownAll(found)) + ", not " + ToJson(expected);
  if (!expected.is_array() || expected.size() != found.size()) return all;
  for (std::size_t begin = 0, end = 0; begin < found.size(); begin = end) {
    std::vector<Value> group;
    std::vector<Value> wanted;
    for (; end < found.size() && found[end].group == found[begin].group; ++end) {
      group.push_back(Ordered(found[end].shown));
      wanted.push_back(Ordered(expected.At(end)));
    }
    if (!SameInAnyOrder(std::move(group), std::move(wanted))) return all;
  }
  return {};
}

}  // namespace dashflow::cases
