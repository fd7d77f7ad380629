// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "host/checkpoint/directory.h"
#include "host/cli/command/command.h"
#include "host/cli/flow/run_flow.h"
#include "host/cli/runs/history_filter.h"
#include "host/cli/runs/inner_states.h"
#include "host/cli/runs/list_flags.h"
#include "host/cli/runs/liveness.h"
#include "host/cli/session.h"
#include "host/cli/thread_at.h"
#include "host/cli/view/thread_views.h"

namespace dashflow::cli {
namespace {

struct ThreadArguments {
  ListFlags list;
  std::string thread;
  std::string at;
  bool subgraphs = false;
  std::uint64_t limit = 0;
  std::string before;
  std::vector<std::string> filter;
  std::string as_node;
  std::string values;
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
  session.console().DataJson(view);
  return Ok();
}

Status State(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  DF_ASSIGN(const auto found, FindThread(store, arguments.thread, arguments.at));
  if (!arguments.subgraphs) {
    session.console().DataJson(StateView(found.loaded));
    return Ok();
  }
  DF_ASSIGN(const Value inner, InnerStates(store, found.record.id, found.loaded));
  session.console().DataJson(
      Value::EmptyObject().Set("values", StateView(found.loaded)).Set("subworkflows", inner));
  return Ok();
}

// Where a history begins: at the newest checkpoint, or before the one named.
Result<checkpoint::Position> Newest(checkpoint::Store& store, const ThreadAt& head,
                                    const std::string& before) {
  if (before.empty()) return head.loaded.position;
  DF_ASSIGN(auto position, FindCheckpoint(store, head.record, before));
  if (position.seq == 1) return ParentOf(checkpoint::Loader(store), position.stream);
  position.seq -= 1;
  return position;
}

Status History(Session& session, checkpoint::Store& store, const ThreadArguments& arguments) {
  DF_ASSIGN(const auto filter, HistoryFilter::Parse(arguments.filter));
  DF_ASSIGN(const auto head, FindThread(store, arguments.thread));
  DF_ASSIGN(auto at, Newest(store, head, arguments.before));
  std::uint64_t count = 0;
  const checkpoint::Loader loader(store);
  while (at.stream != 0 && (arguments.limit == 0 || count < arguments.limit)) {
    checkpoint::Position parent;
    DF_TRY(loader.VisitBackwards(
        at, [&](const checkpoint::Position& position, const checkpoint::Entry& entry) {
          parent = entry.parent;
          const Value view = CheckpointView(position, entry, head.loaded.names);
          if (!filter.Takes(view)) return true;
          session.console().JsonLine(view);
          return ++count != arguments.limit;
        }));
    at = parent;
  }
  return Ok();
}

// The new checkpoint and what is due there.
Status ShowUpdated(Session& session, const std::string& thread,
                   const checkpoint::Position& position) {
  DF_ASSIGN(auto* store, session.StoreForReading());
  DF_ASSIGN(const auto found, FindThread(*store, thread));
  session.console().DataJson(Value::EmptyObject()
                                 .Set("thread", found.record.id)
                                 .Set("checkpoint", ToText(position))
                                 .Set("next", NextView(found.loaded.state, found.loaded.names)));
  return Ok();
}

Exit Update(Session& session, const ThreadArguments& arguments) {
  const Console& console = session.console();
  engine::UpdateRequest request;
  const auto at = CheckpointArgument(arguments.at);
  if (at.has_error()) return console.Fail(at.error());
  request.at = at.value();
  Value values;
  if (!arguments.values.empty()) {
    auto read = JsonArgument(arguments.values, "--values");
    if (read.has_error()) return console.Fail(read.error());
    values = std::move(read).value();
  }
  request.updates.push_back({arguments.as_node, std::move(values)});
  Exit exit = Exit::kOk;
  checkpoint::ThreadRecord record;
  const auto workflow = WorkflowOf(session, arguments.thread, record, exit);
  if (!workflow) return exit;
  request.thread = record.id;
  const auto engine = session.EngineOnStore();
  if (engine.has_error()) return console.Fail(engine.error());
  const auto made = engine.value()->Update(engine.value()->Load(workflow), request);
  if (made.has_error()) return console.Fail(made.error());
  const Status shown = ShowUpdated(session, record.id, made.value());
  return shown.has_error() ? console.Fail(shown.error()) : Exit::kOk;
}

Exit OnStore(Session& session, Action action, const ThreadArguments& arguments) {
  const auto store = session.StoreForReading();
  if (store.has_error()) return session.console().Fail(store.error());
  const Status done = action(session, *store.value(), arguments);
  return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
}

void AddHistoryFlags(CLI::App& history, ThreadArguments& arguments) {
  history.add_option("--limit", arguments.limit, "At most so many")->type_name("N");
  history.add_option("--before", arguments.before, "Only those before this one")
      ->type_name("CHECKPOINT");
  history
      .add_option("--filter", arguments.filter,
                  "Only those with this value, such as source=loop or next=review (repeatable)")
      ->type_name("K=V");
}

void AddUpdateFlags(CLI::App& update, ThreadArguments& arguments) {
  update
      .add_option("--as", arguments.as_node,
                  "The node whose edges are followed then (default: the one that ran last), START "
                  "or END")
      ->type_name("NODE");
  update.add_option("--values", arguments.values, "What it writes: JSON, @FILE or -")
      ->type_name("JSON");
  update.add_option("--at", arguments.at, "From this checkpoint, on a new branch")
      ->type_name("CHECKPOINT");
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
  AddListFlags(*list, arguments->list, "updated");
  CLI::App* show = threads->add_subcommand("show", "One thread and where it stands");
  CLI::App* state = threads->add_subcommand("state", "The values of its channels");
  state->add_option("--at", arguments->at, "As of this checkpoint")->type_name("CHECKPOINT");
  state->add_flag("--subgraphs", arguments->subgraphs,
                  "With the states of the subworkflows under way");
  CLI::App* history = threads->add_subcommand("history", "Its checkpoints, newest first");
  AddHistoryFlags(*history, *arguments);
  CLI::App* update = threads->add_subcommand("update", "Change its state, as if a node had");
  AddUpdateFlags(*update, *arguments);
  update->callback([&command, arguments] {
    command.run = [arguments](Session& session) { return Update(session, *arguments); };
  });
  for (CLI::App* verb : {show, state, history, update}) {
    verb->add_option("THREAD", arguments->thread, "Its id, a unique prefix of it, or @last")
        ->required();
  }
  RunOnStore(*list, command, List, arguments);
  RunOnStore(*show, command, Show, arguments);
  RunOnStore(*state, command, State, arguments);
  RunOnStore(*history, command, History, arguments);
}

}  // namespace dashflow::cli
