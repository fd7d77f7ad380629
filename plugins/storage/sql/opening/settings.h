// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <dashflow/config.hpp>
#include <span>
#include <string>
#include <string_view>

#include "plugins/storage/sql/opening/address.h"

namespace dashflow::sql {

// A setting that the configuration and the address may have; all but `url`.
struct KnownSetting {
  std::string_view name;
  std::string_view initial;
};

// What may be done about a layout that is not there, or an older one.
enum class Migrate : std::uint8_t { kNever, kCreate, kUpgrade };

// The settings of a store on a server (the schema of its plugin says what each means): those of the
// configuration, over which lie those in its address.
class Settings {
 public:
  // Throws StoreError store_address or store_setting.
  Settings(const sdk::Config& config, std::string_view scheme, std::span<const KnownSetting> known);

  const Address& address() const { return address_; }
  std::string password() const;
  std::string Text(std::string_view name) const;
  // Throws StoreError store_setting.
  std::int64_t Number(std::string_view name, std::int64_t least, std::int64_t most) const;
  // One of `choices`. Throws StoreError store_setting.
  std::string Choice(std::string_view name, std::span<const std::string_view> choices) const;
  Migrate migrate() const;

 private:
  Address address_;
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace dashflow::sql
