// SPDX-License-Identifier: Apache-2.0
#include "host/api/keys/jwk.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <utility>

#include "host/value/json.h"

namespace dashflow::api {
namespace {

constexpr std::size_t kLeastRsaBytes = 256;
constexpr std::size_t kPointBytes = 32;

template <class T, void (*kFree)(T*)>
struct Freed {
  void operator()(T* thing) const { kFree(thing); }
};
using Number = std::unique_ptr<BIGNUM, Freed<BIGNUM, BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM, OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using KeyPtr = std::shared_ptr<EVP_PKEY>;

Error Invalid(const std::string& why) {
  return Error("auth_invalid", "the keys for tokens cannot be used: " + why)
      .Operation("read JSON Web Key Set")
      .Cause(why);
}

std::string TextIn(const Value& object, std::string_view name) {
  const Value* const text = object.Find(name);
  return text != nullptr && text->is_string() ? std::string(text->as_text()) : std::string();
}

Number NumberOf(const std::string& bytes) {
  return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                          static_cast<int>(bytes.size()), nullptr));
}

// Null: they are no key.
KeyPtr KeyFrom(const char* kind, const Builder& builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  const bool is_made =
      params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
  return is_made ? KeyPtr(key, EVP_PKEY_free) : nullptr;
}

KeyPtr RsaKey(const Value& jwk) {
  const std::string modulus = FromBase64Url(TextIn(jwk, "n"));
  const std::string exponent = FromBase64Url(TextIn(jwk, "e"));
  if (modulus.size() < kLeastRsaBytes || exponent.empty()) return nullptr;
  const Number n = NumberOf(modulus);
  const Number e = NumberOf(exponent);
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  return KeyFrom("RSA", builder);
}

KeyPtr EcKey(const Value& jwk) {
  const std::string x = FromBase64Url(TextIn(jwk, "x"));
  const std::string y = FromBase64Url(TextIn(jwk, "y"));
  if (TextIn(jwk, "crv") != "P-256" || x.size() != kPointBytes || y.size() != kPointBytes)
    return nullptr;
  const std::string point = '\x04' + x + y;
  const Builder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                   point.size());
  return KeyFrom("EC", builder);
}

bool IsForSignatures(const Value& jwk) {
  const std::string use = TextIn(jwk, "use");
  return use.empty() || use == "sig";
}

Status Add(const Value& jwk, std::vector<Jwk>& keys) {
  if (!jwk.is_object()) return Invalid("a key is no object");
  const std::string kind = TextIn(jwk, "kty");
  const bool is_rsa = kind == "RSA";
  if ((!is_rsa && kind != "EC") || !IsForSignatures(jwk)) return Ok();
  KeyPtr key = is_rsa ? RsaKey(jwk) : EcKey(jwk);
  std::string id = TextIn(jwk, "kid");
  if (!key)
    return Invalid("the key '" + id + "' is no RSA key of 2048 bits or more, and none of P-256");
  keys.push_back({std::move(id), is_rsa ? "RS256" : "ES256", std::move(key)});
  return Ok();
}

int DigitOf(char c) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::size_t at = kDigits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string FromBase64Url(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int have = 0;
  for (const char c : text) {
    const int digit = DigitOf(c);
    if (digit < 0) return {};
    bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xffffU;
    have += 6;
    if (have < 8) continue;
    have -= 8;
    bytes += static_cast<char>(static_cast<unsigned char>(bits >> static_cast<unsigned>(have)));
  }
  return bytes;
}

Result<std::vector<Jwk>> ReadJwks(std::string_view text) {
  const auto set = ParseJson(text);
  if (set.has_error()) return Invalid(set.error().message());
  const Value* const list = set->is_object() ? set->Find("keys") : nullptr;
  if (list == nullptr || !list->is_array()) return Invalid("it has no list of keys");
  std::vector<Jwk> keys;
  for (std::size_t i = 0; i < list->size(); ++i) DF_TRY(Add(list->At(i), keys));
  if (keys.empty()) return Invalid("it has no RSA key and none of P-256");
  return keys;
}

}  // namespace dashflow::api
