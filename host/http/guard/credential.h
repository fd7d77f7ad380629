// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace dashflow::http {

// The credential among the headers of a request: x-api-key, else a bearer's of authorization. Empty
// = none.
std::string_view CredentialIn(const std::map<std::string, std::string, std::less<>>& headers);

}  // namespace dashflow::http
