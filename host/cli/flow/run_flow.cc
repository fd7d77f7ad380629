// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flow/run_flow.h"

#include <unistd.h>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/stored_definition.h"
#include "host/cli/flow/move_flow.h"
#include "host/cli/flow/orderly_runs.h"
#include "host/cli/flow/yes_answerer.h"
#include "host/cli/runs/run_views.h"
#include "host/cli/serve/living_host.h"
#include "host/cli/view/live/live_view.h"
#include "host/cli/view/run_progress.h"
#include "host/config/quantity.h"
#include "host/config/text_file.h"
#include "host/value/json.h"

namespace dashflow::cli {
namespace {

using checkpoint::ThreadStatus;

Result<graph::Durability> DurabilityOf(const std::string& name) {
  if (name == "sync") return graph::Durability::kSync;
  if (name == "async") return graph::Durability::kAsync;
  if (name == "exit") return graph::Durability::kExit;
  return Error("usage", "--durability is sync, async or exit, not '" + name + "'");
}

Status ApplyFlags(const RunFlags& flags, engine::RunOptions& options) {
  options.max_steps = flags.max_steps;
  if (!flags.durability.empty()) {
    DF_ASSIGN(options.durability, DurabilityOf(flags.durability));
  }
  if (!flags.timeout.empty()) {
    const auto timeout = config::ParseDuration(flags.timeout);
    if (timeout.has_error())
      return Error("usage", "--timeout: " + timeout.error().message()).Fix(timeout.error().fix());
    options.timeout = *timeout;
  }
  return Ok();
}

// What went wrong is looked at first.
std::string NextOf(const engine::RunResult& result) {
  const bool is_wrong =
      result.status != ThreadStatus::kDone && result.status != ThreadStatus::kWaiting;
  const std::string next = NextCommands(StatusName(result.status), result);
  return is_wrong ? "dashflow runs show " + result.run.substr(0, 13) + " · " + next : next;
}

Exit ExitOfResult(const engine::RunResult& result) {
  if (result.status == ThreadStatus::kWaiting) return Exit::kWaiting;
  if (result.status == ThreadStatus::kDone) return Exit::kOk;
  return result.error ? ExitOf(*result.error) : Exit::kFailed;
}

// A tree on a terminal, else lines; lines too for whoever names the events.
Result<std::unique_ptr<Progress>> MakeProgress(const Session& session,
                                               const graph::Workflow& workflow,
                                               const RunFlags& flags) {
  const Console& console = session.console();
  std::unique_ptr<Progress> progress;
  if (console.draws() && flags.stream.empty()) {
    progress = std::make_unique<LiveView>(
        workflow, LiveView::Parts{session.clock(), session.log(), STDERR_FILENO, console.color()});
    return progress;
  }
  DF_ASSIGN(RunProgress lines, RunProgress::Create(console, flags.stream));
  progress = std::make_unique<RunProgress>(std::move(lines));
  return progress;
}

// The host goes on with it.
Exit Detach(Session& session, const graph::WorkflowPtr& workflow, engine::RunRequest request,
            const RunFlags& flags) {
  const Console& console = session.console();
  const auto host = session.living_host();
  if (host.has_error()) return console.Fail(host.error());
  if (const Status applied = ApplyFlags(flags, request.options); applied.has_error())
    return console.Fail(applied.error());
  const auto started = (*host)->Start(workflow, std::move(request));
  if (started.has_error()) return console.Fail(started.error());
  console.DataText(Value::EmptyObject().Set("run", started->run).Set("thread", started->thread),
                   started->run);
  console.Say("thread " + started->thread + " is under way · next: dashflow wait " + started->run);
  return Exit::kOk;
}

}  // namespace

Exit ReportEnd(const Session& session, const engine::RunResult& result) {
  const Console& console = session.console();
  if (console.json()) return ExitOfResult(result);
  if (result.error) console.Fail(*result.error);
  if (result.status == ThreadStatus::kDone) console.DataJson(result.output);
  const std::string next = NextOf(result);
  console.Say("thread " + result.thread + " " + EndingText(StatusName(result.status), result) +
              (next.empty() ? "" : " · next: " + next));
  return ExitOfResult(result);
}

Exit RunToEnd(Session& session, const graph::WorkflowPtr& workflow, engine::RunRequest request,
              const RunFlags& flags) {
  if (flags.detach) return Detach(session, workflow, std::move(request), flags);
  const Console& console = session.console();
  const auto progress = MakeProgress(session, *workflow, flags);
  if (progress.has_error()) return console.Fail(progress.error());
  YesAnswerer yes;
  request.options.sink = progress->get();
  if (flags.yes) request.options.answerer = &yes;
  if (const Status applied = ApplyFlags(flags, request.options); applied.has_error())
    return console.Fail(applied.error());
  const auto engine = session.EngineOnStore();
  if (engine.has_error()) return console.Fail(engine.error());
  const engine::ProgramPtr program = engine.value()->Load(workflow);
  OrderlyRuns runs(session, *engine.value());
  (*progress)->Begin();
  const auto started = engine.value()->Start(program, std::move(request));
  if (started.has_value()) runs.Watch(started.value());
  const engine::RunResult* result = started.has_value() ? &started.value().Wait() : nullptr;
  (*progress)->End();
  return result == nullptr ? console.Fail(started.error()) : ReportEnd(session, *result);
}

graph::WorkflowPtr WorkflowOf(Session& session, const std::string& thread,
                              checkpoint::ThreadRecord& record, Exit& exit,
                              const std::optional<checkpoint::Position>& at) {
  const auto fail = [&](const Error& error) {
    exit = session.console().Fail(error);
    return nullptr;
  };
  const auto store = session.StoreForWriting();
  if (store.has_error()) return fail(store.error());
  auto found = checkpoint::Directory(*store.value()).Find(thread);
  if (found.has_error()) return fail(found.error());
  record = std::move(found).value();
  auto parsed = checkpoint::StoredDefinition(*store.value(), record, at);
  if (parsed.has_error()) return fail(parsed.error());
  const Value params = checkpoint::ParamsFor(*parsed, record.params);
  return session.CompileWorkflow(std::move(parsed).value(), params, exit);
}

Exit ContinueThread(Session& session, const std::string& thread, engine::RunRequest request,
                    const RunFlags& flags, const std::string& file) {
  Exit exit = Exit::kOk;
  OnDefinition on;
  on.workflow = WorkflowOf(session, thread, on.record, exit, request.at);
  if (!on.workflow) return exit;
  const bool ready = request.at     ? true
                     : file.empty() ? MoveToCurrent(session, on, exit)
                                    : MoveToFile(session, on, file, exit);
  if (!ready) return exit;
  request.thread = on.record.id;
  return RunToEnd(session, on.workflow, std::move(request), flags);
}

Result<Value> JsonArgument(const Session& session, const std::string& text,
                           std::string_view option) {
  std::string json = text;
  std::string source(option);
  if (text == "-" || text.starts_with("@")) {
    source = session.console().input_path();
    if (text != "-") {
      DF_ASSIGN(source, session.PathOf(text.substr(1)));
    }
    DF_ASSIGN(json, config::ReadTextFile(source));
  }
  return ParseJson(json, source);
}

}  // namespace dashflow::cli
