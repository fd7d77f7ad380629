// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/error.h"
#include "host/settings/sources.h"
#include "host/value/value.h"

namespace dashflow::settings {

struct Setting {
  Value value;
  std::string origin;  // "built in", "FILE:LINE", "environment NAME", "flag --NAME"
};

// The values of the configuration by dotted path ("plugins.path", "stores.main").
class Settings {
 public:
  // With what is built in.
  Settings();

  // A later layer wins.
  void Set(std::string path, Setting setting) { values_[std::move(path)] = std::move(setting); }
  void Erase(const std::string& path) { values_.erase(path); }
  // Null when it has no value.
  const Value* Find(std::string_view path) const;
  std::string Text(std::string_view path) const;  // empty when it has none
  std::vector<std::string> Texts(std::string_view path) const;
  const std::map<std::string, Setting, std::less<>>& all() const { return values_; }

 private:
  std::map<std::string, Setting, std::less<>> values_;
};

struct SettingsReport {
  Settings settings;
  std::vector<std::string> files;  // that were read without a mistake, in their order
  std::vector<Error> errors;       // of all layers
  std::vector<Error> warnings;
};

// Reads all layers. Errors: config_invalid, unknown_key, and those of reading a file.
SettingsReport LoadSettings(const Sources& sources);

}  // namespace dashflow::settings
