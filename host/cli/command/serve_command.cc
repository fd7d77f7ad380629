// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/serve/serve.h"
#include "host/config/quantity.h"

namespace dashflow::cli {
namespace {

Exit ServeFor(Session& session, const std::string& patience) {
  const auto duration = config::ParseDuration(patience);
  if (duration.has_error())
    return session.console().Fail(Error("usage", "--drain-timeout: " + duration.error().message())
                                      .Fix(duration.error().fix()));
  return Serve(session, *duration);
}

}  // namespace

void AddServeCommand(CLI::App& app, Command& command) {
  CLI::App* serve = app.add_subcommand(
      "serve",
      "Hold the store, continue its unfinished runs and keep the time of questions, until a "
      "signal ends it (HTTP is not there yet)");
  const auto patience = std::make_shared<std::string>("8s");
  serve
      ->add_option("--drain-timeout", *patience,
                   "How long supersteps may take to end after the first signal; then, or with the "
                   "second, they are cancelled")
      ->type_name("T")
      ->capture_default_str();
  SetExamples(*serve, {"dashflow serve --store sqlite:/var/lib/dashflow/state.db --json"});
  serve->callback([&command, patience] {
    command.serves = true;
    command.run = [patience](Session& session) { return ServeFor(session, *patience); };
  });
}

}  // namespace dashflow::cli
