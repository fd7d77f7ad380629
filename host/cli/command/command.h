// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "host/base/error_catalogue.h"
#include "host/cli/console.h"
#include "host/cli/globals.h"

namespace CLI {
class App;
}

namespace dashflow::cli {

class Session;

// What a command does when another process holds the store (host/control).
enum class Writing : std::uint8_t {
  kNothing,    // it only reads, or has no store
  kHandsOver,  // it goes to the holder as a whole
  kFindsOut,   // it reads here, and goes to the holder with what it has to write
};

// What the command line asked for. Parsing needs nothing of the host; running does.
struct Command {
  Globals globals;
  std::string name;                   // "threads list"; empty after a mistake
  std::function<Exit(Session&)> run;  // null: parsing has said all (help, a mistake)
  Writing writing = Writing::kNothing;
  bool needs_host = false;       // it is about a host, or for one
  bool serves = false;           // it lives until a signal ends it
  bool judges_settings = false;  // it runs with a configuration that has mistakes, too
  int exit = 0;                  // then this is the process's status
};

// Parses the command line; help goes to stdout, a mistake is told as every error is.
Command ParseCommandLine(int argc, const char* const* argv, ConsoleStreams streams = {});

// Each adds its commands to the application; the chosen one sets `command.run`.
void AddRunCommands(CLI::App& app, Command& command);        // run, resume, approve
void AddControlCommands(CLI::App& app, Command& command);    // cancel, wait
void AddRunsCommands(CLI::App& app, Command& command);       // runs list|show|parked|retry|drop
void AddServeCommand(CLI::App& app, Command& command);       // serve
void AddHostCommands(CLI::App& app, Command& command);       // drain, top, tail
void AddKeyCommands(CLI::App& app, Command& command);        // key create|list|revoke
void AddThreadCommands(CLI::App& app, Command& command);     // threads list|show|state|history
void AddWorkflowCommands(CLI::App& app, Command& command);   // workflow validate|schema
void AddPluginCommands(CLI::App& app, Command& command);     // plugin list|inspect
void AddDbCommands(CLI::App& app, Command& command);         // db status|verify|…
void AddEvalCommand(CLI::App& app, Command& command);        // eval
void AddCompletionCommand(CLI::App& app, Command& command);  // completion
void AddDoctorCommand(CLI::App& app, Command& command);      // doctor
void AddExplainCommand(CLI::App& app, Command& command);     // explain
void AddConfigCommands(CLI::App& app, Command& command);     // config check|show|schema|init
void AddVersionCommand(CLI::App& app, Command& command);     // version
void AddHelpCommand(CLI::App& app, Command& command);        // help
void AddGraphCommand(CLI::App& workflow, Command& command);  // workflow graph
void AddTestCommand(CLI::App& workflow, Command& command);   // workflow test
void AddInitCommand(CLI::App& workflow, Command& command);   // workflow init
void AddTryCommand(CLI::App& plugin, Command& command);      // plugin run

}  // namespace dashflow::cli
