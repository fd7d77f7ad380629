// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/cli/command/command.h"
#include "host/cli/flow/run_flow.h"
#include "host/cli/guest/hand_over.h"
#include "host/cli/runs/run_views.h"
#include "host/cli/runs/run_watch.h"
#include "host/config/quantity.h"
#include "host/engine/record/announcer.h"

namespace dashflow::cli {
namespace {

using checkpoint::RunRecord;
using checkpoint::ThreadStatus;
using Seen = RunWatch::Seen;

struct ControlArguments {
  std::string run;
  std::string timeout;
};

std::string Words(const RunRecord& run) { return "run " + run.id; }

Error Ended(const RunRecord& run, std::string cause) {
  return Error("run_finished", Words(run) + " cannot be cancelled")
      .Operation("cancel run")
      .Resource(run.id)
      .Cause(std::move(cause));
}

Error Late(std::string_view code, std::string_view operation, const RunRecord& run) {
  return Error(code, Words(run) + " is still under way")
      .Operation(std::string(operation))
      .Resource(run.id)
      .Cause("it did not end within --timeout");
}

Error Unknown(const RunRecord& run) {
  return Error("cancel_refused", Words(run) + " cannot be told to stop")
      .Operation("cancel run")
      .Resource(run.id)
      .Cause("its store does not show which process holds it")
      .Fix("stop the process that runs it");
}

Error Unfinished(const RunRecord& run, const std::string& continued_by) {
  return Error("run_unfinished", Words(run) + " was cut off")
      .Operation("wait for run")
      .Resource(run.id)
      .Cause("the process that ran it has ended, and it has no end in the store")
      .Fix(continued_by.empty() ? "dashflow resume " + run.thread
                                : "dashflow wait " + continued_by + " waits for the run after it");
}

Status IsLatest(checkpoint::Store& store, const RunRecord& run) {
  DF_ASSIGN(const std::string latest, ContinuedBy(store, run));
  return latest.empty() ? Ok() : Status(Ended(run, "run " + latest + " continues its thread"));
}

// The end of a run that nothing runs: it waits for a human, or was cut off.
Status CancelAtRest(Session& session, RunRecord run) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForWriting());
  DF_TRY(IsLatest(*store, run));
  DF_ASSIGN(auto thread, checkpoint::Directory(*store).Get(run.thread));
  const Error error = Error("cancelled", "the run was cancelled").Operation("cancel run");
  thread.status = run.status = ThreadStatus::kCancelled;
  thread.updated = run.updated = session.clock().Now();
  thread.error_code = error.code();
  thread.error_message = error.message();
  run.error = engine::ErrorValue(error);
  return PutEnd(*store, thread, run);
}

// Stops one run, wherever it is.
class Canceller {
 public:
  Canceller(Session& session, checkpoint::Store& store, std::chrono::nanoseconds limit)
      : session_(session),
        store_(store),
        liveness_(store, session.store_url()),
        watch_(session, liveness_, limit) {}

  Exit Cancel(RunRecord run) {
    const auto status = liveness_.Settle(run);
    if (status.has_error()) return Fail(status.error());
    if (status.value() != kRunningWord) return AtRest(run, status.value());
    if (const Status told = Tell(run); told.has_error()) return Fail(told.error());
    switch (watch_.Wait(run, store_)) {
      case Seen::kLate:
        return Fail(Late("cancel_timeout", "cancel run", run));
      case Seen::kFailed:
        return Fail(watch_.error());
      case Seen::kInterrupted:
        return Exit::kInterrupted;
      case Seen::kSettled:
        break;
    }
    if (watch_.status() == StatusName(ThreadStatus::kCancelled)) return Say(run);
    return AtRest(run, watch_.status());
  }

 private:
  Exit Fail(const Error& error) const { return session_.console().Fail(error); }

  Status Tell(const RunRecord& run) {
    const Hold hold = HoldOf(session_.store_url());
    if (!hold.is_known) return session_.is_guest() ? CancelHere(run) : Unknown(run);
    if (!IsHeldSince(hold, run.started)) return Ok();
    if (hold.holder->process == ::getpid()) return CancelHere(run);
    DF_ASSIGN(told_, TellHolder(session_, {"cancel", "--", run.id}));
    if (told_) return Ok();
    return TellToStop(session_.store_url(), *hold.holder);
  }

  // A run that has just ended is no longer there to cancel.
  Status CancelHere(const RunRecord& run) const {
    DF_ASSIGN(auto* const engine, session_.EngineOnStore());
    engine->Cancel(run.thread);
    return Ok();
  }

  Exit AtRest(const RunRecord& run, std::string_view status) {
    const bool is_open = IsCutOff(status) || status == StatusName(ThreadStatus::kWaiting);
    if (!is_open) return Fail(Ended(run, "it is " + std::string(status) + " already"));
    if (const Status latest = IsLatest(store_, run); latest.has_error())
      return Fail(latest.error());
    if (const auto exit = HandOver(session_, {"cancel", "--", run.id})) return *exit;
    const Status cancelled = CancelAtRest(session_, run);
    return cancelled.has_error() ? Fail(cancelled.error()) : Say(run);
  }

  Exit Say(const RunRecord& run) const {
    const Console& console = session_.console();
    if (console.json()) {
      console.JsonLine(Value::EmptyObject()
                           .Set("run", run.id)
                           .Set("thread", run.thread)
                           .Set("status", "cancelled"));
    } else {
      console.Say(Words(run) + " cancelled · next: dashflow resume " + run.thread);
    }
    return Exit::kOk;
  }

  Session& session_;
  checkpoint::Store& store_;
  const Liveness liveness_;
  RunWatch watch_;
  std::optional<control::HolderCall> told_;  // cancels as long as it is there
};

Exit Report(Session& session, checkpoint::Store& store, const RunRecord& run,
            std::string_view status) {
  const auto facts = FactsOf(store, run, status);
  if (facts.has_error()) return session.console().Fail(facts.error());
  if (IsCutOff(status)) return session.console().Fail(Unfinished(run, facts->continued_by));
  if (session.console().json()) session.console().JsonLine(RunFactsView(facts.value()));
  return ReportEnd(session, facts->result);
}

Exit WaitFor(Session& session, checkpoint::Store& store, RunRecord run,
             std::chrono::nanoseconds limit) {
  const Liveness liveness(store, session.store_url());
  RunWatch watch(session, liveness, limit);
  switch (watch.Wait(run, store)) {
    case Seen::kLate:
      return session.console().Fail(Late("wait_timeout", "wait for run", run));
    case Seen::kFailed:
      return session.console().Fail(watch.error());
    case Seen::kInterrupted:
      return Exit::kInterrupted;
    case Seen::kSettled:
      break;
  }
  return Report(session, store, run, watch.status());
}

struct Target {
  checkpoint::Store* store = nullptr;
  RunRecord run;
  std::chrono::nanoseconds limit{0};
};

Result<Target> TargetOf(Session& session, const ControlArguments& arguments) {
  Target target;
  if (!arguments.timeout.empty()) {
    DF_ASSIGN(target.limit, config::ParseDuration(arguments.timeout));
  }
  DF_ASSIGN(target.store, session.StoreForReading());
  DF_ASSIGN(target.run, FindRun(*target.store, arguments.run));
  return target;
}

Exit Cancel(Session& session, const ControlArguments& arguments) {
  auto target = TargetOf(session, arguments);
  if (target.has_error()) return session.console().Fail(target.error());
  return Canceller(session, *target->store, target->limit).Cancel(target->run);
}

Exit Wait(Session& session, const ControlArguments& arguments) {
  auto target = TargetOf(session, arguments);
  if (target.has_error()) return session.console().Fail(target.error());
  return WaitFor(session, *target->store, target->run, target->limit);
}

using Action = Exit (*)(Session&, const ControlArguments&);

void AddControl(Command& command, CLI::App& verb, Action action, const char* timeout) {
  const Writing writing = action == Cancel ? Writing::kFindsOut : Writing::kNothing;
  const auto arguments = std::make_shared<ControlArguments>(ControlArguments{{}, timeout});
  verb.add_option("RUN", arguments->run,
                  "A run or a thread: its id, a unique prefix of it, or @last")
      ->required();
  verb.add_option("--timeout", arguments->timeout, "How long to wait for the end, such as 30s")
      ->type_name("T")
      ->capture_default_str();
  verb.callback([&command, action, arguments, writing] {
    command.writing = writing;
    command.run = [action, arguments](Session& session) { return action(session, *arguments); };
  });
}

}  // namespace

void AddControlCommands(CLI::App& app, Command& command) {
  AddControl(
      command,
      *app.add_subcommand("cancel", "Stop a run at the next boundary; its thread can be resumed"),
      Cancel, "30s");
  AddControl(command, *app.add_subcommand("wait", "Wait until a run has ended, and exit as it did"),
             Wait, "");
}

}  // namespace dashflow::cli
