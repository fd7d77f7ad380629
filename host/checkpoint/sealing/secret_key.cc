// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/secret_key.h"

#include <sodium.h>

#include <algorithm>
#include <cstdlib>

namespace dashflow::checkpoint {
namespace {

static_assert(SecretKey::kBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SecretKey::kBytes == crypto_generichash_KEYBYTES);
static_assert(SecretKey::kBytes == crypto_kdf_KEYBYTES);

constexpr std::string_view kIdOf = "dashflow key id";
constexpr const char* kContext = "dashflow";  // crypto_kdf_CONTEXTBYTES of them

// Nothing is secret without a source of random numbers.
void UseSodium() {
  static const bool is_ready = sodium_init() >= 0;
  if (!is_ready) std::abort();
}

}  // namespace

void SecretKey::Wipe::operator()(unsigned char* bytes) const {
  sodium_memzero(bytes, kBytes);
  delete[] bytes;
}

SecretKey::SecretKey() : bytes_(new unsigned char[kBytes]) { UseSodium(); }

SecretKey SecretKey::Random() {
  SecretKey key;
  randombytes_buf(key.bytes_.get(), kBytes);
  return key;
}

std::optional<SecretKey> SecretKey::FromHex(std::string_view text) {
  if (text.size() != 2 * kBytes) return std::nullopt;
  SecretKey key;
  std::size_t written = 0;
  const int failed = sodium_hex2bin(key.bytes_.get(), kBytes, text.data(), text.size(), nullptr,
                                    &written, nullptr);
  if (failed != 0 || written != kBytes) return std::nullopt;
  return key;
}

std::optional<SecretKey> SecretKey::FromBytes(std::string_view bytes) {
  if (bytes.size() != kBytes) return std::nullopt;
  SecretKey key;
  std::ranges::copy(bytes, key.bytes_.get());
  return key;
}

std::string SecretKey::id() const {
  unsigned char hash[crypto_generichash_BYTES];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(kIdOf.data()),
                     kIdOf.size(), bytes(), kBytes);
  return {reinterpret_cast<const char*>(hash), kIdBytes};
}

SecretKey SecretKey::Derive(std::uint64_t purpose) const {
  SecretKey derived;
  crypto_kdf_derive_from_key(derived.bytes_.get(), kBytes, purpose, kContext, bytes());
  return derived;
}

std::string KeyIdText(std::string_view id) {
  std::string text(2 * id.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(id.data()),
                 id.size());
  text.pop_back();
  return text;
}

}  // namespace dashflow::checkpoint
