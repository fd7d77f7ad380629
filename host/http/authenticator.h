// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/result.h"
#include "host/http/caller.h"

namespace dashflow::http {

// Knows whom a credential belongs to: an API key, or a token. [any-thread]
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // Without waiting, since an I/O thread asks. Error unauthenticated, which does not repeat the
  // credential.
  virtual Result<Caller> Check(std::string_view credential) = 0;
};

// Whether two secrets are equal, in a time that tells nothing but their length.
bool EqualSecrets(std::string_view one, std::string_view other);

}  // namespace dashflow::http
