// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/document/document.h"
#include "host/http/caller.h"

namespace dashflow::api {

// An API key as the store has it: never the key itself, only what it hashes to.
struct Key {
  std::string name;  // of the record
  std::string hash;  // SHA-256 of the key, in hexadecimal
  http::Caller caller{};
  WallTime created{};
  WallTime expires{};  // the epoch = never
};

inline constexpr std::string_view kKeyPrefix = "df_";

// A new key: df_ and 43 characters of 256 random bits. Error `internal`: the system gives none.
Result<std::string> NewKeyText();
std::string HashOfKey(std::string_view text);

// "read,run" and back. Error usage names the word that is no scope.
Result<std::uint8_t> ScopesOf(const std::vector<std::string>& words);
std::vector<std::string_view> ScopeWords(std::uint8_t scopes);

checkpoint::Document ToDocument(const Key& key);
// Error store_damaged.
Result<Key> KeyOf(const checkpoint::Document& document);

}  // namespace dashflow::api
