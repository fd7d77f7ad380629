// SPDX-License-Identifier: Apache-2.0
#include "host/cli/workflows/language_page.h"

#include <string_view>
#include <vector>

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kHead =
    "# The workflow language, key by key\n"
    "\n"
    "What an editor completes and checks with [schema/workflow-1.json](schema/workflow-1.json), as "
    "a page; [workflows/](workflows/README.md) is the course. A key in **bold** must be there. "
    "Every other key is an error; `x-…` keys at the top hold anchors and are ignored. This page is "
    "made by `dashflow workflow schema --markdown`.";

constexpr std::string_view kDefinitions = "#/definitions/";

std::string Text(const Value* value) {
  if (value == nullptr) return {};
  return value->is_string() ? std::string(value->as_text()) : ToJson(*value);
}

// Nothing that Markdown would take for its own inside a table.
std::string Escaped(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|' || c == '<') cell += '\\';
    cell += c;
  }
  return cell;
}

std::string Joined(const Value& parts, std::string (*text)(const Value&)) {
  std::string joined;
  parts.ForEachElement(
      [&](const Value& part) { joined += (joined.empty() ? "" : ", ") + text(part); });
  return joined;
}

std::string Code(const Value& value) { return "`" + Text(&value) + "`"; }

// What a value of the schema looks like.
std::string Takes(const Value& schema) {
  if (const Value* reference = schema.Find("$ref")) {
    const std::string name = Text(reference).substr(kDefinitions.size());
    return "[" + name + "](#" + name + ")";
  }
  if (const Value* words = schema.Find("enum")) return Joined(*words, Code);
  if (const Value* word = schema.Find("const")) return Code(*word);
  if (const Value* ways = schema.Find("anyOf")) return Joined(*ways, Takes);
  if (const Value* items = schema.Find("items")) return "list of " + Takes(*items);
  if (const Value* members = schema.Find("additionalProperties"); members && members->is_object())
    return "mapping to " + (members->size() == 0 ? "values" : Takes(*members));
  const Value* type = schema.Find("type");
  if (type == nullptr) return "any value";
  return type->is_array() ? Joined(*type, [](const Value& each) { return Text(&each); })
                          : Text(type);
}

bool Requires(const Value& schema, const Value& key) {
  bool found = false;
  if (const Value* required = schema.Find("required"))
    required->ForEachElement([&](const Value& name) { found = found || name == key; });
  return found;
}

// Keywords of JSON Schema have no description here; they are not the language's own.
std::string KeysOf(const Value& schema) {
  std::string rows = "\n\n| key | takes | meaning |\n|---|---|---|";
  bool has_keywords = false;
  schema.Find("properties")->ForEachMember([&](const Value& key, const Value& value) {
    const std::string meaning = Text(value.Find("description"));
    has_keywords = has_keywords || meaning.empty();
    if (meaning.empty()) return;
    const std::string mark = Requires(schema, key) ? "**" : "";
    rows +=
        "\n| " + mark + Code(key) + mark + " | " + Takes(value) + " | " + Escaped(meaning) + " |";
  });
  return rows + (has_keywords ? "\n\nand the keywords of JSON Schema (Draft 7)." : "");
}

std::string FormOf(const Value& schema) {
  const std::string meaning = Text(schema.Find("description"));
  const Value* pattern = schema.Find("pattern");
  return "\n\n" + Takes(schema) + (meaning.empty() ? "" : ": " + meaning) +
         (pattern == nullptr ? "" : ", as `" + Text(pattern) + "`");
}

}  // namespace

std::string LanguagePage(const Value& schema) {
  std::string page = std::string(kHead) + "\n\n## A workflow" + KeysOf(schema);
  schema.Find("definitions")->ForEachMember([&page](const Value& name, const Value& definition) {
    page += "\n\n## " + Text(&name);
    page += definition.Find("properties") == nullptr ? FormOf(definition) : KeysOf(definition);
  });
  return page;
}

}  // namespace dashflow::cli
