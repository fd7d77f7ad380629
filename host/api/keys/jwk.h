// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"

// OpenSSL's.
struct evp_pkey_st;

namespace dashflow::api {

// A public key that signatures of tokens are checked with.
struct Jwk {
  std::string id;         // kid; empty = none
  std::string algorithm;  // RS256 or ES256
  std::shared_ptr<evp_pkey_st> key;
};

// The keys of a JSON Web Key Set (RFC 7517): RSA of at least 2048 bits, and P-256. Keys of other
// kinds and uses are left out. Error auth_invalid: no set, a key that is none, none that is left.
Result<std::vector<Jwk>> ReadJwks(std::string_view text);

// RFC 4648 §5, without padding. Empty for what is none.
std::string FromBase64Url(std::string_view text);

}  // namespace dashflow::api
