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

Result<Tokens> OpenTokens(const settings::Settings& settings, const Clock& clock) {
  api::JwtRules rules{.secret = settings.Text("auth.jwt_secret"),
                      .issuer = settings.Text("auth.jwt_issuer"),
                      .audience = settings.Text("auth.jwt_audience")};
  const std::string file = settings.Text("auth.jwks");
  if (file.empty() && rules.secret.empty()) return Tokens();
  if (!file.empty()) {
    DF_ASSIGN(rules.jwks, config::ReadTextFile(file, {}));
  }
  return api::JwtAuthenticator::Open(rules, clock);
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
  return std::make_unique<api::Credentials>(std::move(keys), std::move(tokens));
}

}  // namespace dashflow::cli
