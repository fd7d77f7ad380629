// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <dashflow/store_types.hpp>
#include <utility>
#include <vector>

namespace dashflow::sql {
namespace {

constexpr std::array<std::string_view, 3> kMigrate = {"never", "create", "upgrade"};

std::string Join(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text;
}

sdk::StoreError Refuse(std::string_view name, std::string cause) {
  std::string message("The store does not take the setting ");
  message.append(name).append(".");
  return sdk::StoreError("store_setting", std::move(message))
      .Cause(std::move(cause))
      .Fix("see `dashflow plugin inspect` for what it takes");
}

// Everything but the address as text; integers in decimal.
std::string TextOf(const sdk::ValueView& value, std::string_view name) {
  if (value.kind() == sdk::Kind::kInt) return std::to_string(value.As<std::int64_t>());
  return value.As<std::string>(name);
}

}  // namespace

Settings::Settings(const sdk::Config& config, std::string_view scheme,
                   std::span<const KnownSetting> known)
    : address_(Address::Parse(scheme, config.Get<std::string>("url"))) {
  std::vector<std::string_view> names;
  for (const KnownSetting& setting : known) {
    names.push_back(setting.name);
    const bool is_set = !config[setting.name].is_null();
    values_.emplace(setting.name, is_set ? TextOf(config[setting.name], setting.name)
                                         : std::string(setting.initial));
  }
  for (const auto& [name, value] : address_.settings) {
    const auto place = values_.find(name);
    if (place == values_.end()) throw Refuse(name, "the address can set " + Join(names));
    place->second = value;
  }
}

std::string Settings::password() const {
  return address_.password.empty() ? Text("password") : address_.password;
}

std::string Settings::Text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second;
}

std::int64_t Settings::Number(std::string_view name, std::int64_t least, std::int64_t most) const {
  const std::string text = Text(name);
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [at, problem] = std::from_chars(text.data(), end, number);
  if (problem == std::errc() && at == end && number >= least && number <= most) return number;
  throw Refuse(name,
               "it is a number from " + std::to_string(least) + " to " + std::to_string(most));
}

std::string Settings::Choice(std::string_view name,
                             std::span<const std::string_view> choices) const {
  std::string text = Text(name);
  if (std::ranges::find(choices, text) != choices.end()) return text;
  throw Refuse(name, "it is one of " + Join(choices));
}

Migrate Settings::migrate() const {
  const std::string text = Choice("migrate", kMigrate);
  if (text == "upgrade") return Migrate::kUpgrade;
  return text == "create" ? Migrate::kCreate : Migrate::kNever;
}

}  // namespace dashflow::sql
