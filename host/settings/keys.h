// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::settings {

// When a process that reads its configuration again goes by a key's new value.
enum class WhenChanged { kNow, kAtRestart };

// One key of the configuration. `path` is dotted; a last part `*` stands for any name.
struct Key {
  std::string_view path;
  std::string_view schema;   // JSON Schema of the value
  std::string_view initial;  // the built-in value as JSON; empty = none
  std::string_view doc;
  WhenChanged reload;
  bool is_place = false;  // a path, or a list of them: relative ones begin at the file's folder; or
                          // a URL
};

std::span<const Key> Keys();
// Null when there is no such key.
const Key* FindKey(std::string_view path);
// What it means, and when a change takes effect.
std::string DocOf(const Key& key);
// The word for it in schemas and views: "now" or "restart".
std::string_view ReloadName(WhenChanged reload);
// JSON Schema (draft 7) of a configuration file.
Value FileSchema();

// A value for people: of stores, without their passwords.
Value Shown(std::string_view path, const Value& value);

}  // namespace dashflow::settings
