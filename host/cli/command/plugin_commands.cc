// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/plugin_target.h"
#include "host/cli/session.h"
#include "host/cli/view/plugin_views.h"

namespace dashflow::cli {
namespace {

void ShowRefused(const Console& console, const Error& refusal) {
  if (console.json()) {
    console.JsonLine(Value::EmptyObject()
                         .Set("file", refusal.resource())
                         .Set("code", refusal.code())
                         .Set("refused", refusal.message()));
  } else {
    console.Data(refusal.resource() + "  refused: " + refusal.message());
  }
}

Exit List(Session& session, bool why) {
  const Console& console = session.console();
  for (const auto& plugin : session.plugins().plugins()) {
    const auto& manifest = plugin->manifest();
    if (console.json()) {
      console.JsonLine(PluginView(*plugin));
    } else {
      console.Data(manifest.id + " " + manifest.version + "  " + manifest.doc +
                   (why ? "  (" + plugin->path() + ")" : ""));
    }
  }
  if (why) {
    for (const auto& plugin : session.plugins().plugins()) {
      if (const auto loaded = plugin->Load(); loaded.has_error())
        ShowRefused(console, loaded.error());
    }
    for (const Error& refusal : session.plugins().refused()) ShowRefused(console, refusal);
  }
  return Exit::kOk;
}

Exit Inspect(Session& session, const PluginTarget& target) {
  const Console& console = session.console();
  const auto named = NameOf(target, session.plugins());
  if (named.has_error()) return console.Fail(named.error());
  const std::string& name = named.value();
  const std::string id = name.substr(0, name.find('.'));
  const plugin::Plugin* plugin = session.plugins().FindPlugin(id);
  if (plugin == nullptr) return console.Fail(session.plugins().WhyNot(name));
  if (name == id) return console.DataText(PluginView(*plugin), PluginText(*plugin)), Exit::kOk;
  const graph::NodeType* type = session.plugins().Find(name);
  if (type == nullptr) return console.Fail(session.plugins().WhyNot(name));
  return console.DataText(NodeTypeView(type->info()), NodeTypeText(type->info())), Exit::kOk;
}

}  // namespace

void AddPluginCommands(CLI::App& app, Command& command) {
  CLI::App* plugin = app.add_subcommand("plugin", "Look at plugins, and try them");
  plugin->require_subcommand(1);
  const auto why = std::make_shared<bool>(false);
  CLI::App* list = plugin->add_subcommand("list", "The plugins at hand");
  list->add_flag("--why", *why, "With files, and why others were refused");
  list->callback(
      [&command, why] { command.run = [why](Session& session) { return List(session, *why); }; });
  const auto name = std::make_shared<std::string>();
  CLI::App* inspect = plugin->add_subcommand("inspect", "What a plugin or a node type offers");
  inspect->add_option("NAME", *name, "<plugin> or <plugin>.<type>, or a plugin file")->required();
  inspect->callback([&command, name] {
    command.run = [target = ParsePluginTarget(*name, command.globals)](Session& session) {
      return Inspect(session, target);
    };
  });
  AddTryCommand(*plugin, command);
}

}  // namespace dashflow::cli
