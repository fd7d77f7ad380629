// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/checkpoint/directory.h"
#include "host/cli/command/command.h"
#include "host/cli/session.h"
#include "host/cli/thread_at.h"
#include "host/cli/view/thread_views.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

struct ThreadArguments {
  std::string thread;
  std::string at;
  std::string status;
  std::string workflow;
  std::uint64_t limit = 0;
};

using Action = Exit (*)(Session&, checkpoint::Store&, const ThreadArguments&);

Exit List(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  const Console& console = session.console();
  const auto records = checkpoint::Directory(store).List(
      {.status = arguments.status, .workflow = arguments.workflow, .limit = arguments.limit});
  if (records.has_error()) return console.Fail(records.error());
  for (const auto& record : records.value()) {
    if (console.json()) {
      console.JsonLine(ThreadView(record));
    } else {
      console.Data(record.id + "  " + std::string(StatusName(record.status)) + "  " +
                   record.workflow);
    }
  }
  return Exit::kOk;
}

Exit Show(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  const auto found = FindThread(store, arguments.thread);
  if (found.has_error()) return session.console().Fail(found.error());
  const auto& [record, loaded] = found.value();
  Value view = ThreadView(record);
  view = view.Set("checkpoint", ToText(loaded.position));
  view = view.Set("step", loaded.state.step);
  view = view.Set("next", NextView(loaded.state, loaded.names));
  view = view.Set("tasks", ProgressView(loaded));
  session.console().DataJson(view);
  return Exit::kOk;
}

Exit State(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  const auto found = FindThread(store, arguments.thread, arguments.at);
  if (found.has_error()) return session.console().Fail(found.error());
  session.console().DataJson(StateView(found->loaded));
  return Exit::kOk;
}

Exit History(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  const Console& console = session.console();
  const auto head = FindThread(store, arguments.thread);
  if (head.has_error()) return console.Fail(head.error());
  std::uint64_t count = 0;
  checkpoint::Position at = head->loaded.position;
  const checkpoint::Loader loader(store);
  while (at.stream != 0 && (arguments.limit == 0 || count < arguments.limit)) {
    checkpoint::Position parent;
    const Status visited = loader.VisitBackwards(
        at, [&](const checkpoint::Position& position, const checkpoint::Entry& entry) {
          parent = entry.parent;
          console.Data(ToJson(CheckpointView(position, entry, head->loaded.names)));
          return ++count != arguments.limit;
        });
    if (visited.has_error()) return console.Fail(visited.error());
    at = parent;
  }
  return Exit::kOk;
}

Exit OnStore(Session& session, Action action, const ThreadArguments& arguments) {
  const auto store = session.StoreForReading();
  if (store.has_error()) return session.console().Fail(store.error());
  return action(session, *store.value(), arguments);
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
  CLI::App* threads = app.add_subcommand("threads", "Look at threads");
  threads->require_subcommand(1);
  const auto arguments = std::make_shared<ThreadArguments>();
  CLI::App* list = threads->add_subcommand("list", "All threads, newest first");
  list->add_option("--status", arguments->status, "Only with this status");
  list->add_option("--workflow", arguments->workflow, "Only of this workflow");
  CLI::App* show = threads->add_subcommand("show", "One thread and where it stands");
  CLI::App* state = threads->add_subcommand("state", "The values of its channels");
  state->add_option("--at", arguments->at, "As of this checkpoint")->type_name("CHECKPOINT");
  CLI::App* history = threads->add_subcommand("history", "Its checkpoints, newest first");
  for (CLI::App* verb : {list, history}) {
    verb->add_option("--limit", arguments->limit, "At most so many");
  }
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
