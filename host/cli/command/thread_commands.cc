// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/views.h"
#include "host/cli/command/command.h"
#include "host/cli/runs/inner_states.h"
#include "host/cli/runs/list_flags.h"
#include "host/cli/runs/liveness.h"
#include "host/cli/session.h"
#include "host/cli/thread_at.h"
#include "host/cli/threads/care.h"
#include "host/cli/threads/history.h"
#include "host/cli/threads/update.h"
#include "host/cli/view/thread_views.h"

namespace dashflow::cli {
namespace {

struct ThreadArguments {
  ListFlags list;
  std::string thread;
  std::string at;
  bool subgraphs = false;
  HistoryArguments history;
};

using Action = Status (*)(Session&, checkpoint::Store&, const ThreadArguments&);

Status List(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  DF_ASSIGN(const auto filter, FilterOf(arguments.list, session.clock().Now()));
  DF_ASSIGN(auto records, checkpoint::Directory(store).List(filter));
  const Liveness liveness(store, session.store_url());
  ListCounter counter(arguments.list);
  for (auto& record : records) {
    DF_ASSIGN(const auto status, liveness.Settle(record));
    if (!counter.Takes(status)) continue;
    session.console().DataText(ThreadView(record, status),
                               fmt::format("{}  {:<10}  {}", record.id, status, record.workflow));
    if (counter.is_full()) break;
  }
  return Ok();
}

Status Show(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  DF_ASSIGN(auto found, FindThread(store, arguments.thread));
  auto& [record, loaded] = found;
  DF_ASSIGN(const auto status, Liveness(store, session.store_url()).Settle(record));
  Value view = ThreadView(record, status);
  view = view.Set("checkpoint", ToText(loaded.position));
  view = view.Set("step", loaded.state.step);
  view = view.Set("next", NextView(loaded.state, loaded.names));
  view = view.Set("tasks", ProgressView(loaded));
  view = view.Set("node_types", TypesView(loaded.state));
  DF_ASSIGN(const Value inner, InnerStates(store, record.id, loaded, InnerValues::kLeftOut));
  view = view.Set("subworkflows", inner);
  session.console().DataJson(view);
  return Ok();
}

Status State(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  DF_ASSIGN(const auto found, FindThread(store, arguments.thread, arguments.at));
  if (!arguments.subgraphs) {
    session.console().DataJson(checkpoint::ValuesOf(found.loaded.state, found.loaded.names));
    return Ok();
  }
  DF_ASSIGN(const Value inner,
            InnerStates(store, found.record.id, found.loaded, InnerValues::kShown));
  session.console().DataJson(
      Value::EmptyObject()
          .Set("values", checkpoint::ValuesOf(found.loaded.state, found.loaded.names))
          .Set("subworkflows", inner));
  return Ok();
}

Status History(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  return ShowHistory(session, store, arguments.thread, arguments.history);
}

Exit OnStore(Session& session, Action action, const ThreadArguments& arguments) {
  const auto store = session.StoreForReading();
  if (store.has_error()) return session.console().Fail(store.error());
  const Status done = action(session, *store.value(), arguments);
  return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
}

void AddHistoryFlags(CLI::App& history, HistoryArguments& arguments) {
  history.add_option("--limit", arguments.limit, "At most so many")->type_name("N");
  history.add_option("--before", arguments.before, "Only those before this one")
      ->type_name("CHECKPOINT");
  history
      .add_option("--filter", arguments.filter,
                  "Only those with this value, such as source=loop or next=review (repeatable)")
      ->type_name("K=V");
}

using Arguments = std::shared_ptr<ThreadArguments>;

void RunOnStore(CLI::App& verb, Command& command, Action action, const Arguments& arguments) {
  verb.callback([&command, action, arguments] {
    command.run = [action, arguments](Session& session) {
      return OnStore(session, action, *arguments);
    };
  });
}

}  // namespace

void AddThreadCommands(CLI::App& app, Command& command) {
  CLI::App* threads = app.add_subcommand("threads", "Look at threads, change and remove them");
  threads->require_subcommand(1);
  const auto arguments = std::make_shared<ThreadArguments>();
  CLI::App* list = threads->add_subcommand("list", "All threads, newest first");
  AddListFlags(*list, arguments->list, "updated");
  CLI::App* show = threads->add_subcommand("show", "One thread and where it stands");
  CLI::App* state = threads->add_subcommand("state", "The values of its channels");
  state->add_option("--at", arguments->at, "As of this checkpoint")->type_name("CHECKPOINT");
  state->add_flag("--subgraphs", arguments->subgraphs,
                  "With the states of the subworkflows under way");
  CLI::App* history = threads->add_subcommand("history", "Its checkpoints, newest first");
  AddHistoryFlags(*history, arguments->history);
  AddUpdateCommand(*threads, command);
  AddCareCommands(*threads, command);
  for (CLI::App* verb : {show, state, history}) {
    verb->add_option("THREAD", arguments->thread, "Its id, a unique prefix of it, or @last")
        ->required();
  }
  RunOnStore(*list, command, List, arguments);
  RunOnStore(*show, command, Show, arguments);
  RunOnStore(*state, command, State, arguments);
  RunOnStore(*history, command, History, arguments);
}

}  // namespace dashflow::cli
