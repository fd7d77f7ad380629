// SPDX-License-Identifier: Apache-2.0
#include "host/graph/parse/scalars.h"

#include <utility>

#include "host/config/did_you_mean.h"
#include "host/config/quantity.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

Error& Misfit(Findings& findings, const Member& member, std::string_view wanted) {
  return findings.Invalid(member.value.at, "'" + member.key + "' must be " + std::string(wanted));
}

template <class T>
std::optional<T> Quantity(Findings& findings, const Member& member,
                          Result<T> (*parse)(std::string_view)) {
  const auto parsed = parse(member.value.is_scalar() ? member.value.text.as_text() : "");
  if (parsed.has_value()) return *parsed;
  Error& error = findings.Add(member.value.at, "quantity_invalid",
                              "'" + member.key + "': " + parsed.error().message());
  error.Fix(parsed.error().fix());
  return std::nullopt;
}

}  // namespace

std::optional<std::string> ReadText(Findings& findings, const Member& member) {
  if (member.value.is_string()) return std::string(member.value.value.as_text());
  if (member.value.is_scalar() && member.value.text.as_text().empty()) {
    findings.Invalid(member.at, "'" + member.key + "' is empty").Fix("write text after it");
    return std::nullopt;
  }
  Misfit(findings, member, "text")
      .Fix(member.value.is_scalar() ? "quote it: '" + std::string(member.value.text.as_text()) + "'"
                                    : "write text");
  return std::nullopt;
}

std::optional<bool> ReadBool(Findings& findings, const Member& member) {
  if (member.value.is_scalar() && member.value.value.kind() == Kind::kBool)
    return member.value.value.as_bool();
  Misfit(findings, member, "true or false").Fix("write true or false, without quotes");
  return std::nullopt;
}

std::optional<double> ReadNumber(Findings& findings, const Member& member) {
  const Value& value = member.value.value;
  if (member.value.is_scalar() && value.kind() == Kind::kInt)
    return static_cast<double>(value.as_int());
  if (member.value.is_scalar() && value.kind() == Kind::kDouble) return value.as_double();
  Misfit(findings, member, "a number").Fix("write a number, such as 2 or 1.5");
  return std::nullopt;
}

std::optional<std::int64_t> ReadInteger(Findings& findings, const Member& member, Range range) {
  const Value& value = member.value.value;
  const bool integer = member.value.is_scalar() && value.kind() == Kind::kInt;
  if (integer && value.as_int() >= range.least && value.as_int() <= range.most)
    return value.as_int();
  std::string fix = "write a whole number from " + std::to_string(range.least);
  if (range.most != INT64_MAX) fix += " to " + std::to_string(range.most);
  Misfit(findings, member, integer ? "in its range" : "a whole number").Fix(std::move(fix));
  return std::nullopt;
}

std::optional<std::chrono::nanoseconds> ReadDuration(Findings& findings, const Member& member) {
  return Quantity(findings, member, config::ParseDuration);
}

std::optional<std::size_t> ReadSize(Findings& findings, const Member& member) {
  return Quantity(findings, member, config::ParseSize);
}

std::optional<std::size_t> ReadWord(Findings& findings, const Member& member,
                                    std::span<const std::string_view> words) {
  const std::string_view text = member.value.is_scalar() ? member.value.text.as_text() : "";
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == text) return i;
  findings
      .Add(member.value.at, "unknown_word",
           "'" + std::string(text) + "' is no value of '" + member.key + "'")
      .Fix(config::SuggestName(text, {words.begin(), words.end()}));
  return std::nullopt;
}

std::optional<NameRef> ReadName(Findings& findings, const Tree& tree, std::string_view what) {
  if (tree.is_scalar() && !tree.text.empty())
    return NameRef{std::string(tree.text.as_text()), tree.text_at};
  findings.Invalid(tree.at, "expected " + std::string(what)).Fix("write " + std::string(what));
  return std::nullopt;
}

std::vector<NameRef> ReadNames(Findings& findings, const Tree& tree, std::string_view what) {
  std::vector<NameRef> names;
  if (tree.is_sequence()) {
    for (const Tree& element : tree.elements) {
      if (auto name = ReadName(findings, element, what)) names.push_back(*std::move(name));
    }
  } else if (auto name = ReadName(findings, tree, what)) {
    names.push_back(*std::move(name));
  }
  return names;
}

std::vector<NameRef> ReadNameList(Findings& findings, const Member& member, std::string_view what) {
  if (member.value.is_sequence()) return ReadNames(findings, member.value, what);
  const std::string example =
      member.value.is_scalar() ? std::string(member.value.text.as_text()) : "name, name";
  Misfit(findings, member, "a list").Fix("write [" + example + "]");
  return {};
}

std::optional<CelText> ReadCel(Findings& findings, const Tree& tree, std::string_view what) {
  if (!tree.is_scalar() || tree.text.empty()) {
    findings.Invalid(tree.at, std::string(what) + " must be an expression")
        .Fix(
            "write a CEL expression; quote it when it begins with punctuation or contains `: `, "
            "and inside { } also with , ? [ ] { }");
    return std::nullopt;
  }
  if (tree.anchored) {
    findings
        .Add(tree.at, "yaml_anchor",
             "YAML reads the `&` that begins " + std::string(what) + " as an anchor")
        .Fix("quote it: '…'");
    return std::nullopt;
  }
  return CelText{std::string(tree.text.as_text()), tree.text_at, tree.next_column};
}

}  // namespace dashflow::graph
