// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/guest/stop_flag.h"
#include "host/cli/living/tail.h"
#include "host/cli/living/top.h"
#include "host/cli/serve/living_host.h"
#include "host/cli/session.h"
#include "host/config/quantity.h"

namespace dashflow::cli {
namespace {

constexpr std::chrono::milliseconds kPause{100};

Error Late() {
  return Error("drain_timeout", "runs are still under way")
      .Operation("drain host")
      .Cause("their supersteps did not end within --timeout");
}

// Error drain_timeout; `cancelled` where the one who asked leaves.
Status AwaitEmpty(Session& session, engine::Engine& engine, std::chrono::nanoseconds limit) {
  const StopFlag stop(session);
  const MonoTime begun = session.clock().Mono();
  while (!engine.AwaitRuns(kPause)) {
    if (stop.is_set()) return Error("cancelled", "the host drains on without you");
    if (limit.count() != 0 && session.clock().Mono() - begun >= limit) return Late();
  }
  return Ok();
}

Exit Drain(Session& session, const std::string& timeout) {
  const Console& console = session.console();
  const auto limit = config::ParseDuration(timeout);
  if (limit.has_error()) return console.Fail(limit.error());
  const auto host = session.living_host();
  if (host.has_error()) return console.Fail(host.error());
  const auto engine = session.EngineOnStore();
  if (engine.has_error()) return console.Fail(engine.error());
  (*host)->Drain();
  const Status empty = AwaitEmpty(session, **engine, *limit);
  if (empty.has_error()) return console.Fail(empty.error());
  console.DataText(Value::EmptyObject().Set("drained", true),
                   "the host is empty, and takes no more runs until it is started again");
  return Exit::kOk;
}

Exit TopFor(Session& session, bool once, const std::string& every) {
  const auto pause = config::ParseDuration(every);
  if (pause.has_error()) return session.console().Fail(pause.error());
  return Top(session, {.once = once, .every = *pause});
}

void AddTail(CLI::App& app, Command& command) {
  CLI::App* tail = app.add_subcommand(
      "tail", "Follow what becomes durable: runs that begin and end, and their checkpoints");
  const auto thread = std::make_shared<std::string>();
  tail->add_option("THREAD", *thread, "Only this one: its id, a unique prefix of it, or @last");
  SetExamples(*tail, {"dashflow tail", "dashflow tail order-17 --json"});
  tail->callback([&command, thread] {
    command.run = [thread](Session& session) { return Tail(session, *thread); };
  });
}

void AddTop(CLI::App& app, Command& command) {
  CLI::App* top = app.add_subcommand("top", "Watch the runs that are under way");
  const auto once = std::make_shared<bool>(false);
  const auto every = std::make_shared<std::string>("2s");
  top->add_flag("--once", *once, "Show them once, for scripts");
  top->add_option("--every", *every, "Between two looks")->type_name("T")->capture_default_str();
  SetExamples(*top, {"dashflow top", "dashflow top --once --json"});
  top->callback([&command, once, every] {
    command.run = [once, every](Session& session) { return TopFor(session, *once, *every); };
  });
}

void AddDrain(CLI::App& app, Command& command) {
  CLI::App* drain = app.add_subcommand(
      "drain", "Empty a host: no run begins any more, and each ends with its superstep");
  const auto timeout = std::make_shared<std::string>("0s");
  drain->add_option("--timeout", *timeout, "How long to wait until it is empty; 0s = for good")
      ->type_name("T")
      ->capture_default_str();
  SetExamples(*drain, {"dashflow drain --server http://flow.example:2024 --timeout 1m"});
  drain->callback([&command, timeout] {
    command.writing = Writing::kHandsOver;
    command.needs_host = true;
    command.run = [timeout](Session& session) { return Drain(session, *timeout); };
  });
}

}  // namespace

void AddHostCommands(CLI::App& app, Command& command) {
  AddDrain(app, command);
  AddTop(app, command);
  AddTail(app, command);
}

}  // namespace dashflow::cli
