// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/face.h"

#include <utility>

#include "host/cli/serve/service_manager.h"
#include "host/config/quantity.h"
#include "host/telemetry/process.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

double NumberOf(const Value& value) {
  return value.kind() == Kind::kDouble ? value.as_double() : static_cast<double>(value.as_int());
}

http::Options OptionsFrom(const settings::Settings& settings) {
  http::Options options;
  options.listen = settings.Texts("server.listen");
  options.socket = settings.Text("server.socket");
  options.policy.hosts = settings.Texts("server.hosts");
  options.policy.origins = settings.Texts("server.cors");
  options.policy.rate = NumberOf(*settings.Find("limits.rate"));
  options.policy.burst = NumberOf(*settings.Find("limits.burst"));
  options.limits.connections =
      static_cast<std::size_t>(settings.Find("server.connections")->as_int());
  options.tls = {.certificate = settings.Text("server.certificate"),
                 .key = settings.Text("server.certificate_key")};
  const auto body = config::ParseSize(settings.Text("server.max_body"));
  if (body.has_value()) options.limits.body_bytes = *body;
  return options;
}

void SayWhere(const Console& console, const std::vector<std::string>& urls) {
  if (console.json()) {
    ArrayBuilder list;
    for (const std::string& url : urls) list.Add(url);
    return console.JsonLine(Value::EmptyObject().Set("listening", std::move(list).Build()));
  }
  for (const std::string& url : urls) console.Say("listening at " + url);
}

}  // namespace

Result<std::unique_ptr<http::Server>> OpenFace(Session& session, FaceParts parts) {
  http::Options options = OptionsFrom(session.settings_report().settings);
  options.passed = PassedSockets();
  if (!options.passed.empty()) options.listen.clear();
  if (!parts.listen.empty()) options.listen = std::move(parts.listen);
  telemetry::AddProcess(parts.metrics, DASHFLOW_VERSION);
  const http::Server::Parts server_parts{.clock = session.clock(),
                                         .random = parts.random,
                                         .log = session.log(),
                                         .metrics = parts.metrics,
                                         .authenticator = parts.authenticator,
                                         .readiness = std::move(parts.readiness),
                                         .version = DASHFLOW_VERSION};
  DF_ASSIGN(auto server,
            http::Server::Start(std::move(options), server_parts, std::move(parts.routes)));
  SayWhere(session.console(), server->urls());
  return server;
}

}  // namespace dashflow::cli
