// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/serve/serve.h"
#include "host/config/quantity.h"

namespace dashflow::cli {
namespace {

struct Flags {
  std::string patience = "8s";
  std::vector<std::string> listen;
};

Exit ServeFor(Session& session, const Flags& flags) {
  const auto duration = config::ParseDuration(flags.patience);
  if (duration.has_error())
    return session.console().Fail(Error("usage", "--drain-timeout: " + duration.error().message())
                                      .Fix(duration.error().fix()));
  return Serve(session, {.patience = *duration, .listen = flags.listen});
}

}  // namespace

void AddServeCommand(CLI::App& app, Command& command) {
  CLI::App* serve = app.add_subcommand("serve",
                                       "Hold the store, serve HTTP, continue unfinished runs and "
                                       "keep the time of questions, until a "
                                       "signal ends it");
  const auto flags = std::make_shared<Flags>();
  serve
      ->add_option("--listen", flags->listen,
                   "Where to listen, HOST:PORT, in place of server.listen; port 0 is a free one")
      ->type_name("ADDRESS");
  serve
      ->add_option("--drain-timeout", flags->patience,
                   "How long supersteps may take to end after the first signal; then, or with the "
                   "second, they are cancelled")
      ->type_name("T")
      ->capture_default_str();
  SetExamples(*serve, {"dashflow serve --store sqlite:/var/lib/dashflow/state.db --json",
                       "dashflow serve --listen 127.0.0.1:8080"});
  serve->callback([&command, flags] {
    command.serves = true;
    command.run = [flags](Session& session) { return ServeFor(session, *flags); };
  });
}

}  // namespace dashflow::cli
