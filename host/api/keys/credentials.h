// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "host/api/keys/jwks_source.h"
#include "host/api/keys/jwt.h"
#include "host/api/keys/key_ring.h"

namespace dashflow::api {

// Keys and tokens, by what a credential looks like; null = such ones are not taken. [any-thread]
class Credentials final : public http::Authenticator {
 public:
  // `source` = where the keys of tokens come from; null = they are all there.
  Credentials(std::unique_ptr<KeyRing> keys, std::unique_ptr<JwtAuthenticator> tokens,
              std::unique_ptr<JwksSource> source)
      : keys_(std::move(keys)), tokens_(std::move(tokens)), source_(std::move(source)) {
    if (source_) tokens_->OnMissingKey([this] { source_->Ask(); });
  }

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
  const std::unique_ptr<JwksSource> source_;  // calls tokens_
};

}  // namespace dashflow::api
