// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/credentials.h"

#include <string>
#include <utility>

#include "host/config/text_file.h"

namespace dashflow::cli {
namespace {

// Keys that another host on the same store has made or revoked.
constexpr std::chrono::seconds kLearnKeys{5};

using Tokens = std::unique_ptr<api::JwtAuthenticator>;
using Source = std::unique_ptr<api::JwksSource>;

bool IsUrl(const std::string& place) { return place.find("://") != std::string::npos; }

Result<Tokens> OpenTokens(const settings::Settings& settings, const Clock& clock) {
  api::JwtRules rules{.secret = settings.Text("auth.jwt_secret"),
                      .issuer = settings.Text("auth.jwt_issuer"),
                      .audience = settings.Text("auth.jwt_audience")};
  const std::string place = settings.Text("auth.jwks");
  if (place.empty() && rules.secret.empty()) return Tokens();
  rules.has_source = IsUrl(place);
  if (!place.empty() && !rules.has_source) {
    DF_ASSIGN(rules.jwks, config::ReadTextFile(place, {}));
  }
  return api::JwtAuthenticator::Open(rules, clock);
}

Result<Source> OpenSource(const settings::Settings& settings, api::JwtAuthenticator* tokens,
                          Log& log) {
  const std::string place = settings.Text("auth.jwks");
  if (!IsUrl(place)) return Source();
  DF_ASSIGN(const auto url, api::JwksSource::UrlOf(place));
  return std::make_unique<api::JwksSource>(api::JwksSource::Parts{
      .url = url, .log = log, .take = [tokens](std::string_view set) { return tokens->Use(set); }});
}

}  // namespace

Result<std::unique_ptr<api::Credentials>> OpenCredentials(Session& session,
                                                          checkpoint::Store& store) {
  const settings::Settings& settings = session.settings_report().settings;
  DF_ASSIGN(Tokens tokens, OpenTokens(settings, session.clock()));
  std::unique_ptr<api::KeyRing> keys;
  if (settings.Find("auth.keys")->as_bool()) {
    DF_ASSIGN(keys, api::KeyRing::Open(store, session.clock(), session.log(), kLearnKeys));
  }
  if (!keys && !tokens) return std::unique_ptr<api::Credentials>();
  DF_ASSIGN(Source source, OpenSource(settings, tokens.get(), session.log()));
  return std::make_unique<api::Credentials>(std::move(keys), std::move(tokens), std::move(source));
}

}  // namespace dashflow::cli
