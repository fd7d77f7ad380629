// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "host/base/clock.h"
#include "host/http/authenticator.h"

namespace dashflow::api {

// Which tokens are taken.
struct JwtRules {
  std::string jwks{};       // the text of a JSON Web Key Set, for RS256 and ES256; empty = none
  std::string secret{};     // for HS256; empty = none
  std::string issuer{};     // that a token has to name; empty = any
  std::string audience{};   // the same
  bool has_source = false;  // of further keys, that come by Use
};

// Knows callers by signed tokens (RFC 7519). The owner is `sub`; `scope` names what it may do, by
// words between blanks; `workflows` is a list of patterns. A token without `exp` is refused, and
// one whose algorithm is not that of the key.
class JwtAuthenticator final : public http::Authenticator {
 public:
  // Error auth_invalid: a set that is none, a secret of less than 32 bytes, no key at all.
  static Result<std::unique_ptr<JwtAuthenticator>> Open(const JwtRules& rules, const Clock& clock);
  ~JwtAuthenticator() override;

  // Goes by the keys of this set from now on. Error auth_invalid: it is none, and those of before
  // hold on. [any-thread]
  Status Use(std::string_view jwks);
  // Who is told that a token was refused that names a key which is not known. Before the first
  // Check, and as long as there may be one.
  void OnMissingKey(std::function<void()> call) { missing_ = std::move(call); }

  Result<http::Caller> Check(std::string_view credential) override;

 private:
  struct Signers;
  using SignersPtr = std::shared_ptr<const Signers>;
  JwtAuthenticator(const JwtRules& rules, const Clock& clock, SignersPtr signers);
  static Result<SignersPtr> SignersOf(std::string_view jwks, const std::string& secret);
  SignersPtr Now() const;

  const std::string issuer_;
  const std::string audience_;
  const std::string secret_;
  const Clock& clock_;
  std::function<void()> missing_;
  mutable std::mutex mutex_;  // of signers_
  SignersPtr signers_;
};

}  // namespace dashflow::api
