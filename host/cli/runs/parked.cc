// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/parked.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/crash_directory.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/cli/command/command.h"
#include "host/cli/runs/crash_view.h"
#include "host/cli/runs/run_facts.h"
#include "host/cli/session.h"
#include "host/engine/record/announcer.h"

namespace dashflow::cli {
namespace {

using checkpoint::CrashRecord;
using checkpoint::RunRecord;
using checkpoint::ThreadRecord;
using checkpoint::ThreadStatus;

struct ParkedRun {
  ThreadRecord thread;
  RunRecord run;
  CrashRecord crash;
};

Error NotParked(const RunRecord& run) {
  return Error("run_not_parked", "run " + run.id + " is not parked")
      .Operation("take up parked run")
      .Resource(run.id)
      .Cause("no host has set it aside, or its thread went on since then");
}

Result<ParkedRun> FindParked(checkpoint::Store& store, const std::string& name) {
  ParkedRun parked;
  DF_ASSIGN(parked.run, FindRun(store, name));
  DF_ASSIGN(parked.thread, checkpoint::Directory(store).Get(parked.run.thread));
  DF_ASSIGN(auto crash, checkpoint::CrashDirectory(store).Get(parked.thread.id));
  if (!crash || parked.thread.run != parked.run.id || !IsParked(*crash, parked.thread))
    return NotParked(parked.run);
  parked.crash = *std::move(crash);
  return parked;
}

Value View(const ThreadRecord& thread, std::string_view status) {
  return Value::EmptyObject()
      .Set("run", thread.run)
      .Set("thread", thread.id)
      .Set("workflow", thread.workflow)
      .Set("status", status);
}

Status List(Session& session) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForReading());
  DF_ASSIGN(const auto crashes, checkpoint::CrashDirectory(*store).All());
  for (const auto& [id, crash] : crashes) {
    const auto thread = checkpoint::Directory(*store).Get(id);
    if (thread.has_error() && thread.error().code() != "thread_not_found") return thread.error();
    if (thread.has_error() || !IsParked(crash, *thread)) continue;
    session.console().DataText(
        View(*thread, "parked").Set("crashes", CrashView(crash)),
        fmt::format("{}  {}  {}  {}", thread->run, thread->workflow, thread->id, CrashText(crash)));
  }
  return Ok();
}

void Say(const Session& session, const ThreadRecord& thread, std::string_view status,
         const std::string& next) {
  const Console& console = session.console();
  if (console.json()) return console.JsonLine(View(thread, status));
  console.Say(fmt::format("run {} {} · next: {}", thread.run, status, next));
}

Status Retry(Session& session, const std::string& name) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForWriting());
  DF_ASSIGN(const auto parked, FindParked(*store, name));
  DF_TRY(checkpoint::CrashDirectory(*store).Erase(parked.thread.id));
  const bool continues = session.Continues(parked.thread.id);
  Say(session, parked.thread, continues ? "continued" : "unfinished",
      continues ? "dashflow wait " + parked.run.id
                : "dashflow serve, or dashflow resume " + parked.thread.id);
  return Ok();
}

// The end of its thread and run, and of what is known of its crashes, at once.
Status PutDropped(checkpoint::Store& store, ParkedRun parked, WallTime now) {
  const Error error =
      Error("run_dropped", "the host " + CrashText(parked.crash)).Operation("drop run");
  parked.thread.status = parked.run.status = ThreadStatus::kFailed;
  parked.thread.updated = parked.run.updated = now;
  parked.thread.error_code = error.code();
  parked.thread.error_message = error.message();
  parked.run.error = engine::ErrorValue(error);
  checkpoint::LastBatch batch(store);
  batch.Expect(parked.thread);
  batch.Put(parked.thread);
  batch.Put(parked.run);
  batch.Erase(checkpoint::kCrashSpace, parked.thread.id);
  return batch.Commit("drop run");
}

Status Drop(Session& session, const std::string& name) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForWriting());
  DF_ASSIGN(auto parked, FindParked(*store, name));
  const ThreadRecord thread = parked.thread;
  DF_TRY(PutDropped(*store, std::move(parked), session.clock().Now()));
  Say(session, thread, "failed", "dashflow runs show " + thread.run);
  return Ok();
}

using Action = Status (*)(Session&, const std::string&);

void AddOnRun(CLI::App& runs, Command& command, Action action, const char* name, const char* help) {
  CLI::App* verb = runs.add_subcommand(name, help);
  const auto run = std::make_shared<std::string>();
  verb->add_option("RUN", *run, "A parked run or its thread: the id, a unique prefix, or @last")
      ->required();
  verb->callback([&command, action, run] {
    command.writing = Writing::kHandsOver;
    command.run = [action, run](Session& session) {
      const Status done = action(session, *run);
      return done.has_error() ? session.console().Fail(done.error()) : Exit::kOk;
    };
  });
}

}  // namespace

void AddParkedCommands(CLI::App& runs, Command& command) {
  runs.add_subcommand("parked", "Runs that a host has set aside, since it died in them repeatedly")
      ->callback([&command] {
        command.run = [](Session& session) {
          const Status listed = List(session);
          return listed.has_error() ? session.console().Fail(listed.error()) : Exit::kOk;
        };
      });
  AddOnRun(runs, command, Retry, "retry", "Let a host continue a parked run again");
  AddOnRun(runs, command, Drop, "drop", "End a parked run as failed");
}

}  // namespace dashflow::cli
