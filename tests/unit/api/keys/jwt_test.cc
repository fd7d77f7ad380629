// SPDX-License-Identifier: Apache-2.0
#include "host/api/keys/jwt.h"

#include <Poco/Crypto/RSAKey.h>
#include <Poco/JSON/Parser.h>
#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>
#include <gtest/gtest.h>

#include <sstream>

#include "host/api/keys/jwk.h"

namespace dashflow::api {
namespace {

using http::Scope;
using Poco::JWT::Signer;

constexpr std::int64_t kNow = 1'800'000'000;
const std::string kSecret(32, 's');

class StillClock final : public Clock {
 public:
  WallTime Now() const override { return WallTime(std::chrono::seconds(kNow)); }
  MonoTime Mono() const override { return {}; }
};

std::string Base64Url(const std::vector<unsigned char>& bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 6) {
    unsigned pair = static_cast<unsigned>(bytes[bit / 8]) << 8U;
    if (bit / 8 + 1 < bytes.size()) pair |= bytes[bit / 8 + 1];
    text += kDigits[(pair >> (10 - bit % 8)) & 63U];
  }
  return text;
}

struct Claims {
  std::string subject = "ann";
  std::string scope = "read write";
  std::int64_t expires = kNow + 60;
  std::int64_t not_before = 0;
  std::string issuer{};
  std::string audience{};
  Poco::Dynamic::Var workflows{};
};

Poco::JWT::Token TokenOf(const Claims& claims) {
  Poco::JWT::Token token;
  token.setType("JWT");
  if (!claims.subject.empty()) token.setSubject(claims.subject);
  token.payload().set("scope", claims.scope);
  if (claims.expires != 0) token.payload().set("exp", claims.expires);
  if (claims.not_before != 0) token.payload().set("nbf", claims.not_before);
  if (!claims.issuer.empty()) token.setIssuer(claims.issuer);
  if (!claims.workflows.isEmpty()) token.payload().set("workflows", claims.workflows);
  if (!claims.audience.empty()) token.setAudience(claims.audience);
  return token;
}

std::string Signed(const Claims& claims, const std::string& secret = kSecret) {
  auto token = TokenOf(claims);
  return Signer(secret).sign(token, Signer::ALGO_HS256);
}

class JwtTest : public ::testing::Test {
 protected:
  std::unique_ptr<JwtAuthenticator> Open(const JwtRules& rules) {
    return JwtAuthenticator::Open(rules, clock_).value();
  }
  // Why a token is refused; empty = it is not.
  std::string Why(const std::string& token, const JwtRules& rules = {.secret = kSecret}) {
    const auto caller = Open(rules)->Check(token);
    return caller.has_value() ? "" : caller.error().cause();
  }

  StillClock clock_;
};

TEST_F(JwtTest, WhoItIs) {
  const auto caller = Open({.secret = kSecret})->Check(Signed({}));
  ASSERT_TRUE(caller.has_value()) << caller.error().message();
  EXPECT_EQ(caller->owner, "ann");
  EXPECT_TRUE(caller->may(Scope::kWrite));
  EXPECT_FALSE(caller->may(Scope::kAdmin));
}

TEST_F(JwtTest, WhichWorkflows) {
  const auto list = [](const std::string& json) { return Poco::JSON::Parser().parse(json); };
  const auto caller =
      Open({.secret = kSecret})->Check(Signed({.workflows = list(R"(["report-*","digest"])")}));
  ASSERT_TRUE(caller.has_value()) << caller.error().message();
  EXPECT_EQ(caller->workflows, (std::vector<std::string>{"report-*", "digest"}));
  const std::string why = "its workflows are no list of patterns";
  EXPECT_EQ(Why(Signed({.workflows = std::string("report-*")})), why);
  EXPECT_EQ(Why(Signed({.workflows = list("[]")})), why);
  EXPECT_EQ(Why(Signed({.workflows = list(R"(["report-*",1])")})), why);
}

TEST_F(JwtTest, Times) {
  EXPECT_EQ(Why(Signed({.expires = 0})), "it has no exp");
  EXPECT_EQ(Why(Signed({.expires = kNow - 30})), "it has run out");
  EXPECT_EQ(Why(Signed({.expires = kNow - 29})), "");
  EXPECT_EQ(Why(Signed({.not_before = kNow + 31})), "it is not good yet");
  EXPECT_EQ(Why(Signed({.not_before = kNow + 30})), "");
}

TEST_F(JwtTest, ForWhomAndFromWhom) {
  const JwtRules rules{.secret = kSecret, .issuer = "us", .audience = "flow"};
  EXPECT_EQ(Why(Signed({.issuer = "us", .audience = "flow"}), rules), "");
  EXPECT_EQ(Why(Signed({.issuer = "them", .audience = "flow"}), rules), "another issuer");
  EXPECT_EQ(Why(Signed({.issuer = "us", .audience = "other"}), rules), "another audience");
  EXPECT_EQ(Why(Signed({}), rules), "another issuer");
  EXPECT_EQ(Why(Signed({.subject = ""})), "it has no sub");
}

TEST_F(JwtTest, ForgedTokens) {
  const std::string token = Signed({});
  EXPECT_EQ(Why(Signed({}, std::string(32, 'x'))), "no key has signed it");
  const std::size_t dot = token.rfind('.');
  EXPECT_EQ(Why(token.substr(0, dot + 1)), "no key has signed it");
  const std::string none =
      "eyJhbGciOiJub25lIn0." + token.substr(token.find('.') + 1, dot - token.find('.'));
  EXPECT_EQ(Why(none), "no key has signed it");
  const std::string other = Signed({.subject = "eve"});
  EXPECT_EQ(Why(other.substr(0, other.rfind('.')) + token.substr(dot)), "no key has signed it");
  for (const std::string& text :
       {std::string(), std::string("."), std::string(".."), std::string("a.b.c"), "x" + token,
        std::string(9000, 'a') + ".b.c"})
    EXPECT_NE(Why(text), "") << text;
}

TEST_F(JwtTest, RsaKeysOfASet) {
  const Poco::SharedPtr<Poco::Crypto::RSAKey> key(
      new Poco::Crypto::RSAKey(Poco::Crypto::RSAKey::KL_2048, Poco::Crypto::RSAKey::EXP_LARGE));
  const std::string jwks = R"({"keys":[{"kty":"RSA","kid":"a","n":")" + Base64Url(key->modulus()) +
                           R"(","e":")" + Base64Url(key->encryptionExponent()) + R"("}]})";
  auto token = TokenOf({});
  const std::string text = Signer(key).sign(token, Signer::ALGO_RS256);
  EXPECT_EQ(Why(text, {.jwks = jwks}), "");
  auto other = TokenOf({});
  const Poco::SharedPtr<Poco::Crypto::RSAKey> stranger(
      new Poco::Crypto::RSAKey(Poco::Crypto::RSAKey::KL_2048, Poco::Crypto::RSAKey::EXP_LARGE));
  EXPECT_EQ(Why(Signer(stranger).sign(other, Signer::ALGO_RS256), {.jwks = jwks}),
            "no key has signed it");
  // The public key as the secret of HS256: a trick on whoever lets the token choose.
  std::ostringstream pem;
  key->save(&pem);
  EXPECT_EQ(Why(Signed({}, pem.str()), {.jwks = jwks}), "no key has signed it");
}

TEST_F(JwtTest, SetsThatCannotBe) {
  for (const char* jwks : {"{", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[1]})",
                           R"({"keys":[{"kty":"oct","k":"AAAA"}]})",
                           R"({"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]})",
                           R"({"keys":[{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}]})"}) {
    const auto opened = JwtAuthenticator::Open({.jwks = jwks}, clock_);
    ASSERT_TRUE(opened.has_error()) << jwks;
    EXPECT_EQ(opened.error().code(), "auth_invalid") << jwks;
  }
  EXPECT_EQ(JwtAuthenticator::Open({.secret = "short"}, clock_).error().code(), "auth_invalid");
  EXPECT_EQ(JwtAuthenticator::Open({}, clock_).error().code(), "auth_invalid");
}

// RFC 7515, appendix A.3; the key of RFC 7517, appendix A.1, with its use left out.
TEST_F(JwtTest, TheEllipticCurveOfTheStandard) {
  const std::string jwks =
      R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
      R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
  const std::string token =
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
      "fQ."
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  EXPECT_EQ(Why(token, {.jwks = jwks}), "it has run out") << "the signature is good";
  std::string forged = token;
  forged.back() = 'A';
  EXPECT_EQ(Why(forged, {.jwks = jwks}), "no key has signed it");
}

TEST(Base64UrlTest, Texts) {
  EXPECT_EQ(FromBase64Url("AQAB"), std::string("\x01\x00\x01", 3));
  EXPECT_EQ(FromBase64Url("-_8"), "\xfb\xff");
  EXPECT_EQ(FromBase64Url("a+b"), "");
}

}  // namespace
}  // namespace dashflow::api
