// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/face.h"

#include <utility>

#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

void SayWhere(const Console& console, const std::vector<std::string>& urls) {
  if (console.json()) {
    ArrayBuilder list;
    for (const std::string& url : urls) list.Add(url);
    return console.JsonLine(Value::EmptyObject().Set("listening", std::move(list).Build()));
  }
  for (const std::string& url : urls) console.Say("listening at " + url);
}

}  // namespace

Result<std::unique_ptr<http::Server>> OpenFace(Session& session, Random& random,
                                               const std::vector<std::string>& listen) {
  const settings::Settings& settings = session.settings_report().settings;
  http::Options options;
  options.listen = listen.empty() ? settings.Texts("server.listen") : listen;
  options.socket = settings.Text("server.socket");
  std::vector<http::Route> routes;
  DF_ASSIGN(auto server,
            http::Server::Start(std::move(options), {session.clock(), random, session.log(), {}},
                                std::move(routes)));
  SayWhere(session.console(), server->urls());
  return server;
}

}  // namespace dashflow::cli
