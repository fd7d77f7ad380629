// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/checkpoint/run/run_directory.h"
#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/runs/list_flags.h"
#include "host/cli/runs/liveness.h"
#include "host/cli/runs/parked.h"
#include "host/cli/runs/run_views.h"
#include "host/cli/session.h"

namespace dashflow::cli {
namespace {

Status PrintRuns(Session& session, checkpoint::Store& store, const ListFlags& flags) {
  DF_ASSIGN(const auto filter, FilterOf(flags, session.clock().Now()));
  const Liveness liveness(store, session.store_url());
  ListCounter counter(flags);
  Status failure = Ok();
  DF_TRY(checkpoint::RunDirectory(store).Visit(filter, [&](checkpoint::RunRecord record) {
    const auto status = liveness.Settle(record);
    if (status.has_error()) return failure = status.error(), false;
    if (counter.Takes(status.value()))
      session.console().DataText(RunView(record, status.value()), RunLine(record, status.value()));
    return !counter.is_full();
  }));
  return failure;
}

Exit List(Session& session, const ListFlags& flags) {
  const auto store = session.StoreForReading();
  if (store.has_error()) return session.console().Fail(store.error());
  const Status printed = PrintRuns(session, *store.value(), flags);
  return printed.has_error() ? session.console().Fail(printed.error()) : Exit::kOk;
}

Result<RunFacts> Facts(Session& session, const std::string& name) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForReading());
  DF_ASSIGN(auto record, FindRun(*store, name));
  DF_ASSIGN(const auto status, Liveness(*store, session.store_url()).Settle(record));
  return FactsOf(*store, record, status);
}

Exit Show(Session& session, const std::string& name) {
  const auto facts = Facts(session, name);
  if (facts.has_error()) return session.console().Fail(facts.error());
  session.console().DataText(RunFactsView(facts.value()), RunFactsText(facts.value()));
  return Exit::kOk;
}

}  // namespace

void AddRunsCommands(CLI::App& app, Command& command) {
  CLI::App* runs = app.add_subcommand("runs", "Look at runs");
  runs->require_subcommand(1);
  CLI::App* list = runs->add_subcommand("list", "All runs, newest first");
  const auto flags = std::make_shared<ListFlags>();
  AddListFlags(*list, *flags, "started");
  SetExamples(*list, {"dashflow runs list --status failed --since 2h"});
  list->callback([&command, flags] {
    command.run = [flags](Session& session) { return List(session, *flags); };
  });
  CLI::App* show = runs->add_subcommand("show", "What a run did, and what to type next");
  const auto name = std::make_shared<std::string>();
  show->add_option("RUN", *name,
                   "Its id, a unique prefix of it, or @last; or a thread, for its latest")
      ->required();
  show->callback([&command, name] {
    command.run = [name](Session& session) { return Show(session, *name); };
  });
  AddParkedCommands(*runs, command);
}

}  // namespace dashflow::cli
