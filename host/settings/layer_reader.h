// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/config/tree.h"
#include "host/settings/code_rule.h"
#include "host/settings/keys.h"
#include "host/settings/settings.h"

namespace dashflow::settings {

// Where a part of a layer stands.
struct LayerPlace {
  std::string file;    // the name in errors
  std::string folder;  // where relative paths begin; empty = as they are
  std::string origin;  // of the settings
  CodeRule code_rule = CodeRule::kMayLoad;
  bool has_lines = true;
};

// Reads layers into a report, one over the other. [serial]
class LayerReader {
 public:
  explicit LayerReader(SettingsReport& report) : report_(report) {}

  void ReadFile(const SourceFile& file);
  // The value at a dotted path, which may be a group of keys.
  void ReadPath(const std::string& path, const config::Tree& tree, const LayerPlace& place,
                config::Mark key = {});
  void Add(Error error) { report_.errors.push_back(std::move(error)); }
  void Warn(Error warning) { report_.warnings.push_back(std::move(warning)); }

 private:
  void ReadLayer(const SourceFile& file);
  void ReadGroup(const std::string& path, const config::Tree& tree, const LayerPlace& place);
  void ReadValue(const std::string& path, const Key& key, const config::Tree& tree,
                 const LayerPlace& place);
  void ReportUnknown(const std::string& path, const LayerPlace& place, config::Mark at);

  SettingsReport& report_;
};

}  // namespace dashflow::settings
