// SPDX-License-Identifier: Apache-2.0
#include "host/settings/settings.h"

#include <filesystem>

#include "host/settings/environment.h"
#include "host/settings/keys.h"
#include "host/settings/layer_reader.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::settings {

Settings::Settings() {
  for (const Key& key : Keys()) {
    if (!key.initial.empty())
      Set(std::string(key.path), {ParseJson(key.initial).value(), "built in"});
  }
}

const Value* Settings::Find(std::string_view path) const {
  const auto found = values_.find(path);
  return found == values_.end() ? nullptr : &found->second.value;
}

std::string Settings::Text(std::string_view path) const {
  const Value* value = Find(path);
  return value == nullptr ? std::string() : std::string(value->as_text());
}

std::vector<std::string> Settings::Texts(std::string_view path) const {
  std::vector<std::string> texts;
  const Value* value = Find(path);
  if (value == nullptr) return texts;
  value->ForEachElement([&texts](const Value& text) { texts.emplace_back(text.as_text()); });
  return texts;
}

SettingsReport LoadSettings(const Sources& sources) {
  SettingsReport report;
  report.errors = sources.errors;
  LayerReader reader(report);
  for (const SourceFile& file : sources.files) {
    // A link to nowhere is there, and so is what may not be looked at.
    std::error_code problem;
    const auto kind = std::filesystem::symlink_status(file.path, problem).type();
    if (file.required || kind != std::filesystem::file_type::not_found) reader.ReadFile(file);
  }
  for (const auto& [name, text] : sources.environment) ReadVariable(reader, name, text);
  return report;
}

}  // namespace dashflow::settings
