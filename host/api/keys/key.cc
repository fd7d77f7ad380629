// SPDX-License-Identifier: Apache-2.0
#include "host/api/keys/key.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <utility>

#include "host/http/guard/guard.h"
#include "host/value/builder.h"

namespace dashflow::api {
namespace {

using http::Scope;

constexpr std::array kScopes{Scope::kRead, Scope::kRun, Scope::kWrite, Scope::kAdmin};
constexpr std::string_view kUrlDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::uint8_t BitOf(Scope scope) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope));
}

std::string TextIn(const Value& object, std::string_view name) {
  const Value* const text = object.Find(name);
  return text != nullptr && text->is_string() ? std::string(text->as_text()) : std::string();
}

std::int64_t NumberIn(const Value& object, std::string_view name) {
  const Value* const number = object.Find(name);
  return number != nullptr && number->kind() == Kind::kInt ? number->as_int() : 0;
}

std::vector<std::string> TextsIn(const Value& object, std::string_view name) {
  std::vector<std::string> texts;
  const Value* const list = object.Find(name);
  if (list == nullptr || !list->is_array()) return texts;
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (list->At(i).is_string()) texts.emplace_back(list->At(i).as_text());
  }
  return texts;
}

Value ListOf(const std::vector<std::string>& texts) {
  ArrayBuilder list;
  for (const std::string& text : texts) list.Add(text);
  return std::move(list).Build();
}

WallTime TimeOf(std::int64_t nanoseconds) {
  return WallTime(std::chrono::nanoseconds(nanoseconds));
}

}  // namespace

Result<std::string> NewKeyText() {
  std::array<unsigned char, 33> bits{};  // 256 of them; what is more fills the last character
  if (RAND_bytes(bits.data(), 32) != 1)
    return Error("internal", "the system gives no random numbers").Operation("make key");
  std::string text(kKeyPrefix);
  for (std::size_t at = 0; at < 43; ++at) {
    const std::size_t bit = at * 6;
    const unsigned pair = (static_cast<unsigned>(bits[bit / 8]) << 8U) | bits[bit / 8 + 1];
    text += kUrlDigits[(pair >> (10 - bit % 8)) & 63U];
  }
  return text;
}

std::string HashOfKey(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  std::string hex;
  for (const unsigned char byte : hash) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

Result<std::uint8_t> ScopesOf(const std::vector<std::string>& words) {
  std::uint8_t scopes = 0;
  for (const std::string& word : words) {
    bool is_known = false;
    for (const Scope scope : kScopes) {
      if (word != http::ScopeName(scope)) continue;
      scopes = static_cast<std::uint8_t>(scopes | BitOf(scope));
      is_known = true;
    }
    if (!is_known)
      return Error("usage", "there is no scope '" + word + "'")
          .Fix("use read, run, write or admin, separated by commas");
  }
  return scopes;
}

std::vector<std::string_view> ScopeWords(std::uint8_t scopes) {
  std::vector<std::string_view> words;
  for (const Scope scope : kScopes) {
    if ((scopes & BitOf(scope)) != 0) words.push_back(http::ScopeName(scope));
  }
  return words;
}

checkpoint::Document ToDocument(const Key& key) {
  ArrayBuilder scopes;
  for (const std::string_view word : ScopeWords(key.caller.scopes)) scopes.Add(word);
  checkpoint::Document document{.key = key.name};
  document.content = Value::EmptyObject()
                         .Set("hash", key.hash)
                         .Set("owner", key.caller.owner)
                         .Set("scopes", std::move(scopes).Build())
                         .Set("workflows", ListOf(key.caller.workflows))
                         .Set("created", std::int64_t{key.created.time_since_epoch().count()})
                         .Set("expires", std::int64_t{key.expires.time_since_epoch().count()});
  document.expires = key.expires;
  return document;
}

Result<Key> KeyOf(const checkpoint::Document& document) {
  const Value& content = document.content;
  const auto damaged = [&document](std::string_view what) {
    return Error("store_damaged", "the record of the key " + document.key + " is damaged")
        .Cause(std::string(what));
  };
  if (!content.is_object()) return damaged("no object");
  Key key{.name = document.key, .hash = TextIn(content, "hash")};
  const auto scopes = ScopesOf(TextsIn(content, "scopes"));
  if (key.hash.size() != 64 || scopes.has_error()) return damaged("no hash, or no scopes");
  key.caller = {.owner = TextIn(content, "owner"),
                .name = document.key,
                .scopes = *scopes,
                .workflows = TextsIn(content, "workflows")};
  key.created = TimeOf(NumberIn(content, "created"));
  key.expires = TimeOf(NumberIn(content, "expires"));
  return key;
}

}  // namespace dashflow::api
