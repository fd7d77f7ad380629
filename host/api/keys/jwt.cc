// SPDX-License-Identifier: Apache-2.0
#include "host/api/keys/jwt.h"

#include <Poco/Crypto/ECKey.h>
#include <Poco/Crypto/EVPPKey.h>
#include <Poco/Crypto/RSAKey.h>
#include <Poco/Exception.h>
#include <Poco/JWT/Signer.h>

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include "host/api/keys/jwk.h"
#include "host/api/keys/key.h"
#include "host/value/json.h"

namespace dashflow::api {
namespace {

using Poco::JWT::Signer;

constexpr std::size_t kLeastSecret = 32;
constexpr std::size_t kMostToken = 8192;
constexpr std::int64_t kLeeway = 30;  // seconds between clocks

Error Refused(const std::string& why) {
  return Error("unauthenticated", "the token is not taken: " + why).Cause(why);
}

std::string TextIn(const Value& object, std::string_view name) {
  const Value* const text = object.Find(name);
  return text != nullptr && text->is_string() ? std::string(text->as_text()) : std::string();
}

// Seconds since the epoch; tokens may have fractions.
std::optional<std::int64_t> TimeIn(const Value& claims, std::string_view name) {
  const Value* const time = claims.Find(name);
  if (time == nullptr || !time->is_number()) return std::nullopt;
  return time->kind() == Kind::kDouble ? static_cast<std::int64_t>(time->as_double())
                                       : time->as_int();
}

bool Names(const Value* audience, const std::string& wanted) {
  if (audience == nullptr) return false;
  if (audience->is_string()) return audience->as_text() == wanted;
  if (!audience->is_array()) return false;
  for (std::size_t i = 0; i < audience->size(); ++i) {
    if (audience->At(i).is_string() && audience->At(i).as_text() == wanted) return true;
  }
  return false;
}

std::uint8_t ScopesIn(const Value& claims) {
  std::istringstream words(TextIn(claims, "scope"));
  std::uint8_t scopes = 0;
  for (std::string word; words >> word;) {
    const auto scope = ScopesOf({word});
    if (scope.has_value()) scopes = static_cast<std::uint8_t>(scopes | *scope);
  }
  return scopes;
}

// What cannot be understood must not let in more: without patterns all workflows are meant.
Result<std::vector<std::string>> WorkflowsIn(const Value& claims) {
  std::vector<std::string> patterns;
  const Value* const list = claims.Find("workflows");
  if (list == nullptr) return patterns;
  if (!list->is_array() || list->empty()) return Refused("its workflows are no list of patterns");
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (!list->At(i).is_string()) return Refused("its workflows are no list of patterns");
    patterns.emplace_back(list->At(i).as_text());
  }
  return patterns;
}

struct Parts {
  Value header;
  Value claims;
};

// What a token says, whoever signed it.
Result<Parts> PartsOf(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first == token.npos ? first : first + 1);
  if (first == token.npos || second == token.npos || token.size() > kMostToken)
    return Refused("it is no token");
  const auto header = ParseJson(FromBase64Url(token.substr(0, first)));
  const auto claims = ParseJson(FromBase64Url(token.substr(first + 1, second - first - 1)));
  if (header.has_error() || claims.has_error() || !header->is_object() || !claims->is_object())
    return Refused("it is no token");
  return Parts{*header, *claims};
}

}  // namespace

// The keys, each for the one algorithm that it is made for.
struct JwtAuthenticator::Signers {
  struct One {
    std::string id;
    std::string algorithm;
    std::unique_ptr<Signer> signer;
  };
  std::vector<One> all;

  void AddSecret(const std::string& secret) {
    auto signer = std::make_unique<Signer>(secret);
    all.push_back({"", Signer::ALGO_HS256, std::move(signer)});
  }

  void Add(const Jwk& jwk) {
    const Poco::Crypto::EVPPKey key(jwk.key.get());
    auto signer = std::make_unique<Signer>();
    if (jwk.algorithm == "RS256")
      signer->setRSAKey(new Poco::Crypto::RSAKey(key));
    else
      signer->setECKey(new Poco::Crypto::ECKey(key));
    signer->addAlgorithm(jwk.algorithm);
    all.push_back({jwk.id, jwk.algorithm, std::move(signer)});
  }

  // A token that names a key is for that key; another may be anybody's of its algorithm.
  bool Verify(const std::string& token, const Value& header) const {
    const std::string id = TextIn(header, "kid");
    const std::string algorithm = TextIn(header, "alg");
    return std::ranges::any_of(all, [&](const One& one) {
      const bool may_be =
          one.algorithm == algorithm && (id.empty() || one.id.empty() || one.id == id);
      return may_be && Accepts(*one.signer, token);
    });
  }

  bool Knows(const std::string& id) const {
    return std::ranges::any_of(all, [&id](const One& one) { return one.id == id; });
  }

  static bool Accepts(const Signer& signer, const std::string& token) {
    try {
      Poco::JWT::Token read;
      return signer.tryVerify(token, read);
    } catch (const Poco::Exception&) {
      return false;
    }
  }
};

Result<std::unique_ptr<JwtAuthenticator>> JwtAuthenticator::Open(const JwtRules& rules,
                                                                 const Clock& clock) {
  if (!rules.secret.empty() && rules.secret.size() < kLeastSecret)
    return Error("auth_invalid", "the secret for tokens has less than 32 bytes")
        .Cause("HS256 is no safer than its secret");
  DF_ASSIGN(SignersPtr signers, SignersOf(rules.jwks, rules.secret));
  if (signers->all.empty() && !rules.has_source)
    return Error("auth_invalid", "no key for tokens is given");
  return std::unique_ptr<JwtAuthenticator>(new JwtAuthenticator(rules, clock, std::move(signers)));
}

Result<JwtAuthenticator::SignersPtr> JwtAuthenticator::SignersOf(std::string_view jwks,
                                                                 const std::string& secret) {
  auto signers = std::make_shared<Signers>();
  if (!jwks.empty()) {
    DF_ASSIGN(const auto keys, ReadJwks(jwks));
    for (const Jwk& key : keys) signers->Add(key);
  }
  if (!secret.empty()) signers->AddSecret(secret);
  return SignersPtr(std::move(signers));
}

JwtAuthenticator::JwtAuthenticator(const JwtRules& rules, const Clock& clock, SignersPtr signers)
    : issuer_(rules.issuer),
      audience_(rules.audience),
      secret_(rules.secret),
      clock_(clock),
      signers_(std::move(signers)) {}

Status JwtAuthenticator::Use(std::string_view jwks) {
  DF_ASSIGN(SignersPtr signers, SignersOf(jwks, secret_));
  const std::lock_guard lock(mutex_);
  signers_.swap(signers);
  return Ok();
}

JwtAuthenticator::SignersPtr JwtAuthenticator::Now() const {
  const std::lock_guard lock(mutex_);
  return signers_;
}

JwtAuthenticator::~JwtAuthenticator() = default;

Result<http::Caller> JwtAuthenticator::Check(std::string_view credential) {
  DF_ASSIGN(const Parts parts, PartsOf(credential));
  const Value& claims = parts.claims;
  const SignersPtr signers = Now();
  if (!signers->Verify(std::string(credential), parts.header)) {
    if (missing_ && !signers->Knows(TextIn(parts.header, "kid"))) missing_();
    return Refused("no key has signed it");
  }
  const auto now =
      std::chrono::floor<std::chrono::seconds>(clock_.Now().time_since_epoch()).count();
  const auto expires = TimeIn(claims, "exp");
  if (!expires) return Refused("it has no exp");
  if (*expires + kLeeway <= now) return Refused("it has run out");
  if (TimeIn(claims, "nbf").value_or(now) - kLeeway > now) return Refused("it is not good yet");
  if (!issuer_.empty() && TextIn(claims, "iss") != issuer_) return Refused("another issuer");
  if (!audience_.empty() && !Names(claims.Find("aud"), audience_))
    return Refused("another audience");
  const std::string subject = TextIn(claims, "sub");
  if (subject.empty()) return Refused("it has no sub");
  DF_ASSIGN(std::vector<std::string> workflows, WorkflowsIn(claims));
  return http::Caller{.owner = subject,
                      .name = subject,
                      .scopes = ScopesIn(claims),
                      .workflows = std::move(workflows)};
}

}  // namespace dashflow::api
