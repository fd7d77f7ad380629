// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>

#include "host/cli/command/command.h"
#include "host/cli/completion/man_pages.h"
#include "host/cli/completion/scripts.h"
#include "host/cli/new_file.h"
#include "host/cli/session.h"
#include "host/event/event.h"

namespace dashflow::cli {
namespace {

std::string ScriptOf(const std::string& shell, const CommandTree& tree) {
  if (shell == "bash") return BashScript(tree);
  return shell == "zsh" ? ZshScript(tree) : FishScript(tree);
}

Exit PrintScript(Session& session, const std::string& shell, const CommandTree& tree) {
  const std::string script = ScriptOf(shell, tree);
  session.console().DataText(Value::EmptyObject().Set("shell", shell).Set("script", script),
                             script);
  return Exit::kOk;
}

// When it was made: SOURCE_DATE_EPOCH where packages must not differ from build to build.
std::string PageDate(const Clock& clock) {
  WallTime time = clock.Now();
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"))
    time = WallTime(std::chrono::seconds(std::strtoll(epoch, nullptr, 10)));
  return event::FormatTime(time).substr(0, 10);
}

Status WritePage(const std::filesystem::path& folder, const ManPage& page) {
  std::error_code ignored;
  std::filesystem::remove(folder / page.file, ignored);
  return WriteNewFile((folder / page.file).string(), page.text, "write manual pages");
}

Exit WritePages(Session& session, const std::string& folder, const CommandTree& tree) {
  const Console& console = session.console();
  const auto pages = ManPages(tree, {DASHFLOW_VERSION, PageDate(session.clock())});
  for (const ManPage& page : pages) {
    const Status written = WritePage(folder, page);
    if (written.has_error()) return console.Fail(written.error());
  }
  const auto count = static_cast<std::int64_t>(pages.size());
  console.DataText(Value::EmptyObject().Set("folder", folder).Set("pages", count),
                   "wrote " + std::to_string(count) + " pages to " + folder);
  return Exit::kOk;
}

}  // namespace

void AddCompletionCommand(CLI::App& app, Command& command) {
  CLI::App* completion =
      app.add_subcommand("completion", "Print a script that makes a shell complete commands");
  const auto shell = std::make_shared<std::string>();
  const auto folder = std::make_shared<std::string>();
  completion->add_option("SHELL", *shell, "bash, zsh or fish; or man, to write the manual pages")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
  completion->add_option("--to", *folder, "The folder that the manual pages are written to")
      ->type_name("FOLDER");
  SetExamples(*completion, {"source <(dashflow completion bash)",
                            "dashflow completion man --to ~/.local/share/man/man1"});
  // The application lives only while the line is parsed.
  completion->callback([&app, &command, shell, folder] {
    if ((*shell == "man") == folder->empty()) throw CLI::ValidationError("--to", "goes with man");
    command.judges_settings = true;
    command.run = [tree = TreeOf(app), shell, folder](Session& session) {
      return *shell == "man" ? WritePages(session, *folder, tree)
                             : PrintScript(session, *shell, tree);
    };
  });
}

}  // namespace dashflow::cli
