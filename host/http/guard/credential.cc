// SPDX-License-Identifier: Apache-2.0
#include "host/http/guard/credential.h"

#include <algorithm>
#include <cctype>

#include "host/http/authenticator.h"

namespace dashflow::http {
namespace {

constexpr std::string_view kBearer = "bearer ";

bool BeginsAsBearer(std::string_view text) {
  return text.size() > kBearer.size() &&
         std::equal(kBearer.begin(), kBearer.end(), text.begin(), [](char expected, char c) {
           return expected == std::tolower(static_cast<unsigned char>(c));
         });
}

}  // namespace

std::string_view CredentialIn(const std::map<std::string, std::string, std::less<>>& headers) {
  const auto key = headers.find("x-api-key");
  if (key != headers.end() && !key->second.empty()) return key->second;
  const auto authorization = headers.find("authorization");
  if (authorization == headers.end()) return {};
  std::string_view text = authorization->second;
  if (!BeginsAsBearer(text)) return {};
  text.remove_prefix(std::min(text.find_first_not_of(' ', kBearer.size()), text.size()));
  return text;
}

bool EqualSecrets(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i)
    difference = static_cast<unsigned char>(difference | (one[i] ^ other[i]));
  const volatile unsigned char result = difference;
  return result == 0;
}

}  // namespace dashflow::http
