// SPDX-License-Identifier: Apache-2.0
#include "tests/property/graph/yaml_printer.h"

#include <algorithm>

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

bool IsWord(const std::string& text) {
  return !text.empty() && text.size() > 2 &&
         std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; }) && text != "true" &&
         text != "false" && text != "null";
}

bool IsPrintable(const std::string& text) {
  return std::ranges::none_of(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
}

std::string SingleQuoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::uint32_t YamlPrinter::Choose(std::uint32_t count) {
  return at_ < choices_.size() ? choices_[at_++] % count : 0;
}

std::string YamlPrinter::Print(const Value& document) {
  std::string out;
  if (Choose(3) == 1) out += "# a comment: with [marks]\n---\n";
  Block(out, document, 0);
  return out;
}

bool YamlPrinter::IsFlow(const Value& value) {
  if (value.is_object() || value.is_array()) return value.empty() || Choose(3) == 1;
  return true;
}

void YamlPrinter::EndLine(std::string& out) {
  if (Choose(6) == 1) out += "  # 'note': {";
  out += '\n';
  if (Choose(6) == 1) out += "\n# - on a line of its own\n";
}

// What follows `key:` or `-`: on the same line, or below it.
void YamlPrinter::Block(std::string& out, const Value& value, int indent) {
  if (IsFlow(value)) {
    out += Flow(value);
    return EndLine(out);
  }
  if (!out.empty() && out.back() != '\n') EndLine(out);
  value.is_object() ? BlockMembers(out, value, indent) : BlockElements(out, value, indent);
}

void YamlPrinter::BlockMembers(std::string& out, const Value& object, int indent) {
  const int deeper = indent + 1 + static_cast<int>(Choose(4));
  for (const std::string& key : KeysOf(object)) {
    out += std::string(static_cast<std::size_t>(indent), ' ') + Key(key) + ": ";
    Block(out, *object.Find(key), deeper);
  }
}

void YamlPrinter::BlockElements(std::string& out, const Value& array, int indent) {
  const int deeper = indent + 2 + static_cast<int>(Choose(3));
  array.ForEachElement([&](const Value& element) {
    out += std::string(static_cast<std::size_t>(indent), ' ') + "- ";
    Block(out, element, deeper);
  });
}

std::vector<std::string> YamlPrinter::KeysOf(const Value& object) {
  std::vector<std::string> keys;
  object.ForEachMember([&](const Value& key, const Value&) { keys.emplace_back(key.as_text()); });
  const auto first = keys.begin() + Choose(static_cast<std::uint32_t>(keys.size()));
  std::rotate(keys.begin(), first, keys.end());
  return keys;
}

std::string YamlPrinter::Key(const std::string& key) {
  if (IsWord(key) && Choose(2) == 1) return key;
  return Scalar(Value(key));
}

std::string YamlPrinter::Scalar(const Value& value) {
  if (!value.is_string()) return ToJson(value);
  const std::string text(value.as_text());
  const std::uint32_t style = Choose(3);
  if (style == 1 && IsWord(text)) return text;
  return style == 2 && IsPrintable(text) ? SingleQuoted(text) : ToJson(value);
}

std::string YamlPrinter::Flow(const Value& value) {
  std::string out;
  if (value.is_array()) {
    value.ForEachElement(
        [&](const Value& element) { out += (out.empty() ? "" : ", ") + Flow(element); });
    return "[" + out + "]";
  }
  if (!value.is_object()) return Scalar(value);
  if (value.empty()) return "{}";
  for (const std::string& key : KeysOf(value))
    out += (out.empty() ? "" : ", ") + Key(key) + ": " + Flow(*value.Find(key));
  return "{" + out + "}";
}

}  // namespace dashflow::graph
