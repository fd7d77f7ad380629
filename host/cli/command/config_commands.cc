// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/new_file.h"
#include "host/cli/serve/reload/reload_view.h"
#include "host/cli/session.h"
#include "host/settings/keys.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kProjectFile = ".dashflow/config.yaml";

std::string GoodFilesText(const settings::SettingsReport& report, bool valid) {
  const std::string count = std::to_string(report.files.size());
  if (valid)
    return "the configuration is valid (" + count +
           (report.files.size() == 1 ? " file)" : " files)");
  std::string text = "the configuration is not valid";
  for (const std::string& file : report.files) text += "\nok " + file;
  return text;
}

// All mistakes, and the files that have none.
Exit Check(Session& session) {
  const Console& console = session.console();
  const settings::SettingsReport& report = session.settings_report();
  const bool valid = report.errors.empty();
  const Exit exit = valid ? Exit::kOk : console.Fail(report.errors);
  ArrayBuilder files;
  for (const std::string& file : report.files) files.Add(file);
  console.DataText(Value::EmptyObject().Set("valid", valid).Set("files", std::move(files).Build()),
                   GoodFilesText(report, valid));
  return exit;
}

Exit Show(Session& session, bool with_origin) {
  const Console& console = session.console();
  const settings::SettingsReport& report = session.settings_report();
  for (const auto& [path, setting] : report.settings.all()) {
    const Value shown = settings::Shown(path, setting.value);
    Value view = Value::EmptyObject()
                     .Set("key", path)
                     .Set("value", shown)
                     .Set("reload", settings::ReloadName(settings::FindKey(path)->reload));
    std::string text = path + ": " + ToJson(shown);
    if (with_origin) {
      view = std::move(view).Set("origin", setting.origin);
      text += "  # " + setting.origin;
    }
    console.DataText(view, text);
  }
  return report.errors.empty() ? Exit::kOk : console.Fail(report.errors);
}

Exit PrintSchema(Session& session) {
  session.console().DataJson(settings::FileSchema());
  return Exit::kOk;
}

// The key as a comment, with its built-in value.
std::string Commented(const settings::Key& key) {
  const std::string_view initial = key.initial.empty() ? "..." : key.initial;
  const std::size_t dot = key.path.find('.');
  if (dot == std::string_view::npos)
    return fmt::format("\n# {}\n# {}: {}\n", settings::DocOf(key), key.path, initial);
  const std::string_view name = key.path.ends_with('*') ? "NAME" : key.path.substr(dot + 1);
  return fmt::format("\n# {}\n# {}: {{{}: {}}}\n", settings::DocOf(key), key.path.substr(0, dot),
                     name, initial);
}

// All comments, so that nothing changes until somebody takes a key out of it.
std::string Template() {
  std::string text =
      "# The configuration of this project. `dashflow config check` checks it,\n"
      "# `dashflow config show --origin` says where each value comes from.\n";
  for (const settings::Key& key : settings::Keys()) text += Commented(key);
  return text;
}

Exit Init(Session& session) {
  const Console& console = session.console();
  const std::string path(kProjectFile);
  const Status written = WriteNewFile(path, Template(), "write a configuration");
  if (written.has_error()) return console.Fail(written.error());
  console.DataText(Value::EmptyObject().Set("file", path), "wrote " + path);
  return Exit::kOk;
}

Exit Reload(Session& session) {
  const Console& console = session.console();
  const auto host = session.living_host();
  if (host.has_error()) return console.Fail(host.error());
  const auto reloaded = (*host)->Reload();
  if (!reloaded.settings.errors.empty()) return console.Fail(reloaded.settings.errors);
  for (const Error& warning : reloaded.settings.warnings) console.Warn(warning);
  console.DataText(ReloadView(reloaded), ReloadText(reloaded));
  return reloaded.mistakes.empty() ? Exit::kOk : console.Fail(reloaded.mistakes);
}

void AddVerb(CLI::App& verb, Command& command, Exit (*run)(Session&)) {
  verb.callback([&command, run] {
    command.run = run;
    command.judges_settings = true;
  });
}

}  // namespace

void AddConfigCommands(CLI::App& app, Command& command) {
  CLI::App* config = app.add_subcommand("config", "The configuration and where it comes from");
  config->require_subcommand(1);
  AddVerb(*config->add_subcommand("check", "Find all mistakes in all files"), command, Check);
  AddVerb(*config->add_subcommand("schema", "Print the JSON Schema of a file"), command,
          PrintSchema);
  AddVerb(*config->add_subcommand("init", "Write a file for this project, all comments"), command,
          Init);
  config
      ->add_subcommand("reload",
                       "Have a running host read its configuration, workflows, keys and "
                       "certificate again")
      ->callback([&command] {
        command.writing = Writing::kHandsOver;
        command.needs_host = true;
        command.run = Reload;
      });
  const auto with_origin = std::make_shared<bool>(false);
  CLI::App* show = config->add_subcommand("show", "Print every value");
  show->add_flag("--origin", *with_origin, "Say which file, variable or flag each comes from");
  show->callback([&command, with_origin] {
    command.run = [with_origin](Session& session) { return Show(session, *with_origin); };
    command.judges_settings = true;
  });
}

}  // namespace dashflow::cli
