// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/settings_text.h"

#include <array>

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

constexpr std::array<std::string_view, 7> kLimits = {
    "minimum",   "exclusiveMinimum", "maximum", "exclusiveMaximum",
    "minLength", "maxLength",        "pattern"};

std::string PlainText(const Value& value) {
  return value.is_string() ? std::string(value.as_text()) : ToJson(value);
}

std::string Alternatives(const Value& values) {
  std::string text;
  values.ForEachElement(
      [&text](const Value& value) { text += (text.empty() ? "" : " | ") + PlainText(value); });
  return text;
}

std::string TypeText(const Value& schema) {
  if (const Value* values = schema.Find("enum")) return Alternatives(*values);
  const Value* type = schema.Find("type");
  if (type == nullptr) return "any";
  return type->is_array() ? Alternatives(*type) : PlainText(*type);
}

std::string LimitsText(const Value& schema) {
  std::string text;
  for (const std::string_view name : kLimits) {
    if (const Value* limit = schema.Find(name))
      text += ", " + std::string(name) + " " + PlainText(*limit);
  }
  return text;
}

std::string PresenceText(const Value& schema, bool required) {
  if (required) return {};
  const Value* preset = schema.Find("default");
  return preset == nullptr ? ", optional" : ", default " + ToJson(*preset);
}

bool Lists(const Value* names, const Value& name) {
  bool found = false;
  if (names != nullptr)
    names->ForEachElement([&](const Value& each) { found = found || each == name; });
  return found;
}

std::string SettingText(const Value& name, const Value& schema, bool required) {
  const Value* doc = schema.Find("description");
  return "  " + std::string(name.as_text()) + ": " + TypeText(schema) +
         PresenceText(schema, required) + LimitsText(schema) + "\n" +
         (doc == nullptr ? "" : "      " + PlainText(*doc) + "\n");
}

}  // namespace

std::string SettingsText(const Value& schema) {
  const Value* settings = schema.is_object() ? schema.Find("properties") : nullptr;
  if (settings == nullptr || !settings->is_object()) return ToPrettyJson(schema) + "\n";
  const Value* required = schema.Find("required");
  std::string text;
  settings->ForEachMember([&](const Value& name, const Value& setting) {
    text += SettingText(name, setting, Lists(required, name));
  });
  return text;
}

}  // namespace dashflow::cli
