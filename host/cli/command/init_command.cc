// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/new_file.h"
#include "host/cli/session.h"
#include "host/cli/workflows/first_workflow.h"

namespace dashflow::cli {
namespace {

bool IsName(std::string_view name) {
  const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
  return !name.empty() && name.size() <= 100 && std::isalpha(static_cast<unsigned char>(name[0])) &&
         std::ranges::all_of(name, fits);
}

Error BadName(const std::string& name) {
  return Error("usage", "'" + name + "' cannot be the name of a new workflow")
      .Operation("write a workflow")
      .Resource(name)
      .Cause("the name becomes a file in this folder: a letter, then letters, digits, - and _")
      .Fix("choose a name such as my-workflow; without a folder and without .yaml");
}

Exit Init(Session& session, const std::string& name) {
  const Console& console = session.console();
  if (!IsName(name)) return console.Fail(BadName(name));
  const std::string file = name + ".yaml";
  const Status written = WriteNewFile(file, FirstWorkflow(name), "write a workflow");
  if (written.has_error()) return console.Fail(written.error());
  console.DataText(Value::EmptyObject().Set("file", file), "wrote " + file);
  console.Say("next: dashflow workflow test " + file + " · dashflow run " + file);
  return Exit::kOk;
}

}  // namespace

void AddInitCommand(CLI::App& workflow, Command& command) {
  CLI::App* init =
      workflow.add_subcommand("init", "Write a workflow to start from, with its tests");
  const auto name = std::make_shared<std::string>();
  init->add_option("NAME", *name, "Its name; the file is NAME.yaml in this folder")->required();
  SetExamples(*init, {"dashflow workflow init orders && dashflow workflow test orders.yaml"});
  init->callback([&command, name] {
    command.run = [name](Session& session) { return Init(session, *name); };
  });
}

}  // namespace dashflow::cli
