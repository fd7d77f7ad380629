// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "host/base/clock.h"
#include "host/http/authenticator.h"

namespace dashflow::api {

// Which tokens are taken.
struct JwtRules {
  std::string jwks{};      // the text of a JSON Web Key Set, for RS256 and ES256; empty = none
  std::string secret{};    // for HS256; empty = none
  std::string issuer{};    // that a token has to name; empty = any
  std::string audience{};  // the same
};

// Knows callers by signed tokens (RFC 7519). The owner is `sub`; `scope` names what it may do, by
// words between blanks; `workflows` is a list of patterns. A token without `exp` is refused, and
// one whose algorithm is not that of the key.
class JwtAuthenticator final : public http::Authenticator {
 public:
  // Error auth_invalid: a set that is none, a secret of less than 32 bytes, neither of both.
  static Result<std::unique_ptr<JwtAuthenticator>> Open(const JwtRules& rules, const Clock& clock);
  ~JwtAuthenticator() override;

  Result<http::Caller> Check(std::string_view credential) override;

 private:
  struct Signers;
  JwtAuthenticator(const JwtRules& rules, const Clock& clock, std::unique_ptr<Signers> signers);

  const std::string issuer_;
  const std::string audience_;
  const Clock& clock_;
  const std::unique_ptr<Signers> signers_;
};

}  // namespace dashflow::api
