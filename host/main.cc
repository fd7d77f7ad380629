// SPDX-License-Identifier: Apache-2.0

// Composes the host: the only file that knows every module.

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "host/base/clock.h"
#include "host/base/failpoint.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/cli/command/command.h"
#include "host/cli/flags.h"
#include "host/cli/guest/hand_over.h"
#include "host/cli/interrupt_watch.h"
#include "host/cli/last_resort.h"
#include "host/cli/remote/to_server.h"
#include "host/cli/session.h"
#include "host/cli/stderr_log.h"
#include "host/engine/engine.h"
#include "host/executor/tbb_executor.h"
#include "host/plugin/crash/crash_report.h"
#include "host/plugin/file/search_path.h"
#include "host/plugin/plugin_registry.h"
#include "host/plugin/service/host_services.h"
#include "host/settings/settings.h"

namespace dashflow {
namespace {

// What lives as long as the process, in the order in which it needs each other.
struct Host {
  explicit Host(const cli::Command& command)
      : globals(command.globals),
        settings(settings::LoadSettings(settings::SourcesOfProcess(
            globals.config,
            command.serves ? settings::Reader::kServer : settings::Reader::kCommand))),
        random(globals.seed.value_or(EntropySeed())),
        log(globals.verbose ? LogLevel::kInfo : LogLevel::kWarning) {
    cli::ApplyFlags(globals, settings.settings);
  }

  settings::SettingsReport ReadSettings() const {
    auto report = settings::LoadSettings(
        settings::SourcesOfProcess(globals.config, settings::Reader::kServerAgain));
    cli::ApplyFlags(globals, report.settings);
    return report;
  }

  std::unique_ptr<plugin::PluginRegistry> MakePlugins() {
    plugin::SearchPathParts parts = plugin::SearchPathOfProcess();
    parts.flags = globals.plugin_path;
    parts.config = settings.settings.Texts("plugins.path");
    return std::make_unique<plugin::PluginRegistry>(plugin::PluginSearchPath(parts), services);
  }

  Result<std::unique_ptr<engine::Engine>> MakeEngine() {
    const auto workers = static_cast<unsigned>(settings.settings.Find("workers")->as_int());
    DF_ASSIGN(executor, executor::TbbExecutor::Create({.workers = workers}));
    return std::make_unique<engine::Engine>(engine::Services{clock, random, *executor, log});
  }

  const cli::Globals& globals;
  settings::SettingsReport settings;
  SystemClock clock;
  PluginClock plugin_clock;
  SeededRandom random;
  cli::StderrLog log;
  plugin::HostServices services{plugin_clock, random, log, DASHFLOW_VERSION};
  std::unique_ptr<executor::TbbExecutor> executor;
};

// On a server, in the process that holds the store, or here.
Exit RunOnSession(const cli::Command& command, cli::Session& session,
                  const std::vector<std::string>& words) {
  if (const auto exit = cli::RunOnServer(command, session, words)) return *exit;
  if (command.writing == cli::Writing::kHandsOver) {
    if (const auto exit = cli::HandOver(session, words)) return *exit;
  }
  const Exit exit = command.run(session);
  session.LetGo();
  return exit;
}

Exit RunOnHost(const cli::Command& command, const cli::Console& console,
               const std::vector<std::string>& words) {
  cli::InterruptWatch interrupts;
  Host host(command);
  Exit exit = Exit::kOk;
  {
    cli::Session session(
        command.globals, console, host.settings,
        {host.clock, host.plugin_clock, host.log, interrupts,
         [&host] { return host.ReadSettings(); }, [&host] { return host.MakePlugins(); },
         [&host] { return host.MakeEngine(); }});
    for (const Error& warning : host.settings.warnings) console.Warn(warning);
    const bool is_good = host.settings.errors.empty() || command.judges_settings;
    exit = is_good ? RunOnSession(command, session, words) : console.Fail(host.settings.errors);
    // A node that was given up may still run; its thread must not find the host half gone.
    const bool has_strays = session.HasStrays();
    std::fflush(nullptr);
    if (has_strays || exit == Exit::kInterrupted || exit == Exit::kTimeout)
      _exit(static_cast<int>(console.Finish(exit)));
  }
  return exit;
}

int RunCommand(const cli::Command& command, const std::vector<std::string>& words) {
  const cli::Console console(command.globals);
  return static_cast<int>(cli::RunToLastResort(console, [&] {
    return command.run ? RunOnHost(command, console, words) : static_cast<Exit>(command.exit);
  }));
}

#ifdef DASHFLOW_FAILPOINTS
int PrintFailpoints() {
  for (const auto name : ListFailpoints())
    std::printf("%.*s\n", static_cast<int>(name.size()), name.data());
  return 0;
}
#endif

}  // namespace
}  // namespace dashflow

int main(int argc, char** argv) {
  dashflow::cli::BlockInterrupts();
  dashflow::plugin::InstallCrashReport();
#ifdef DASHFLOW_FAILPOINTS
  if (argc == 2 && std::string_view(argv[1]) == "--failpoints") return dashflow::PrintFailpoints();
#endif
  const dashflow::cli::Command command = dashflow::cli::ParseCommandLine(argc, argv);
  return dashflow::RunCommand(command, {argv + 1, argv + argc});
}
