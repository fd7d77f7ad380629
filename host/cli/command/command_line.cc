// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

#include "host/cli/command/command.h"
#include "host/cli/command/usage_error.h"
#include "host/cli/console.h"

namespace dashflow::cli {
namespace {

void AddGlobals(CLI::App& app, Globals& globals) {
  app.add_option("--config", globals.config, "A configuration in place of the project's")
      ->type_name("FILE")
      ->envname("DASHFLOW_CONFIG");
  app.add_option("--server", globals.server,
                 "The host that runs the command: http://HOST:PORT, https://… or unix:PATH")
      ->type_name("URL");
  app.add_option("--store", globals.store,
                 "Where threads are kept: memory, sqlite:PATH, or a name from the configuration")
      ->type_name("URL")
      ->envname("DASHFLOW_STORE");
  app.add_option("--plugin-path", globals.plugin_path, "A folder of plugins (repeatable)")
      ->type_name("DIR");
  app.add_flag("--json", globals.json, "Print JSON, one object a line");
  app.add_flag("--quiet", globals.quiet, "Say nothing on stderr but errors");
  app.add_flag("--verbose", globals.verbose, "Say more on stderr");
  app.add_flag("--no-color", globals.no_color, "No colours");
  app.add_flag("--no-input", globals.no_input, "Never ask on the terminal");
  app.add_option("--seed", globals.seed, "Makes random numbers repeat")->type_name("N");
  app.add_option("--workers", globals.workers, "Threads that run nodes")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
}

// A command line that was not understood to its end has not set all that stands in it.
void FindForms(std::span<const char* const> words, Globals& globals) {
  for (const std::string_view word : words) {
    if (word == "--") return;
    globals.json |= word == "--json";
    globals.no_color |= word == "--no-color";
  }
}

int Complain(const CLI::App& app, const CLI::ParseError& refusal, const Console& console) {
  if (refusal.get_exit_code() != 0) return static_cast<int>(console.Fail(UsageError(app, refusal)));
  std::ostringstream help;
  const int exit = app.exit(refusal, help, help);
  console.PassOn(help.str());
  return exit;
}

// "threads list"; the commands that were chosen.
std::string NameOf(const CLI::App& app) {
  std::string name;
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    name += (name.empty() ? "" : " ") + at->get_name();
  }
  return name;
}

}  // namespace

Command ParseCommandLine(int argc, const char* const* argv, ConsoleStreams streams) {
  Command command;
  CLI::App app("Runs stateful workflows whose nodes live in plugins, and keeps every step.",
               "dashflow");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer("Options of `dashflow --help` may stand before or after any command.");
  AddGlobals(app, command.globals);
  AddRunCommands(app, command);
  AddControlCommands(app, command);
  AddRunsCommands(app, command);
  AddServeCommand(app, command);
  AddHostCommands(app, command);
  AddKeyCommands(app, command);
  AddThreadCommands(app, command);
  AddWorkflowCommands(app, command);
  AddPluginCommands(app, command);
  AddDbCommands(app, command);
  AddEvalCommand(app, command);
  AddCompletionCommand(app, command);
  AddDoctorCommand(app, command);
  AddExplainCommand(app, command);
  AddConfigCommands(app, command);
  AddVersionCommand(app, command);
  AddHelpCommand(app, command);
  app.footer("`dashflow COMMAND --help` says more.");
  try {
    app.parse(argc, argv);
    command.name = NameOf(app);
  } catch (const CLI::ParseError& error) {
    command.run = nullptr;
    FindForms({argv, static_cast<std::size_t>(argc)}, command.globals);
    command.exit = Complain(app, error, Console(command.globals, streams));
  }
  return command;
}

}  // namespace dashflow::cli
