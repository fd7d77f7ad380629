// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "host/api/keys/jwt.h"
#include "host/api/keys/key_ring.h"

namespace dashflow::api {

// Keys and tokens, by what a credential looks like; null = such ones are not taken. [any-thread]
class Credentials final : public http::Authenticator {
 public:
  Credentials(std::unique_ptr<KeyRing> keys, std::unique_ptr<JwtAuthenticator> tokens)
      : keys_(std::move(keys)), tokens_(std::move(tokens)) {}

  Result<http::Caller> Check(std::string_view credential) override {
    const bool is_key = credential.starts_with(kKeyPrefix);
    if (is_key && keys_) return keys_->Check(credential);
    if (!is_key && tokens_) return tokens_->Check(credential);
    return Error("unauthenticated", "the credential is not known")
        .Cause(keys_ ? "it is no key of this server" : "keys are not taken, tokens are");
  }

  void LearnKeys() {
    if (keys_) static_cast<void>(keys_->Learn());
  }

 private:
  const std::unique_ptr<KeyRing> keys_;
  const std::unique_ptr<JwtAuthenticator> tokens_;
};

}  // namespace dashflow::api
