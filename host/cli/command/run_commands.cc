// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/flow/approve.h"
#include "host/cli/flow/move_flow.h"
#include "host/cli/flow/run_flow.h"
#include "host/cli/thread_at.h"
#include "host/graph/parameter.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

constexpr std::int64_t kMostSteps = 1000000000;  // as `limits: {steps}` takes

struct RunArguments {
  std::string workflow;
  std::string input = "{}";
  std::vector<std::string> params;
  std::string thread;
  RunFlags flags;
};

struct ResumeArguments {
  std::string thread;
  std::string answer;
  std::string answers;
  std::string from;
  std::string update;
  std::vector<std::string> go_to;
  std::string workflow;
  bool dry_run = false;
  RunFlags flags;
};

void AddRunFlags(CLI::App& command, RunFlags& flags) {
  command.add_flag("--yes", flags.yes, "Answer true where a question allows it");
  command.add_option("--stream", flags.stream, "The events to show, such as token,values")
      ->type_name("EVENT")
      ->delimiter(',');
  command
      .add_option("--durability", flags.durability,
                  "When steps are stored: sync (default), async or exit")
      ->type_name("D");
  command.add_option("--max-steps", flags.max_steps, "Most supersteps of this run")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, kMostSteps));
  command.add_option("--timeout", flags.timeout, "Most time of this run, such as 30s")
      ->type_name("T");
}

Result<Value> Params(const graph::ParseReport& parsed, const std::vector<std::string>& params) {
  Value object = Value::EmptyObject();
  for (const std::string& param : params) {
    const auto equals = param.find('=');
    if (equals == std::string::npos)
      return Error("usage", "--param is name=value, not '" + param + "'");
    const std::string name = param.substr(0, equals);
    if (!parsed.definition) continue;
    object = object.Set(name, graph::ParameterFromText(*parsed.definition, name,
                                                       std::string_view(param).substr(equals + 1)));
  }
  return object;
}

Exit Run(Session& session, const RunArguments& arguments) {
  const Console& console = session.console();
  graph::ParseReport parsed = session.ReadWorkflow(arguments.workflow);
  const auto params = Params(parsed, arguments.params);
  if (params.has_error()) return console.Fail(params.error());
  const auto input = JsonArgument(session, arguments.input, "--input");
  if (input.has_error()) return console.Fail(input.error());
  Exit exit = Exit::kOk;
  const auto workflow = session.CompileWorkflow(std::move(parsed), params.value(), exit);
  if (!workflow) return exit;
  if (!arguments.thread.empty() && !MoveToWorkflow(session, arguments.thread, workflow, exit))
    return exit;
  engine::RunRequest request;
  request.thread = arguments.thread;
  request.input = input.value();
  return RunToEnd(session, workflow, std::move(request), arguments.flags);
}

Result<std::vector<engine::Answer>> Answers(const Session& session,
                                            const ResumeArguments& arguments) {
  std::vector<engine::Answer> answers;
  if (!arguments.answer.empty()) {
    DF_ASSIGN(Value value, JsonArgument(session, arguments.answer, "--answer"));
    answers.push_back({"", std::move(value)});
  }
  if (arguments.answers.empty()) return answers;
  DF_ASSIGN(const Value object, JsonArgument(session, arguments.answers, "--answers"));
  if (!object.is_object())
    return Error("usage", "--answers is an object: {\"<id or task>\": answer}");
  object.ForEachMember([&answers](const Value& id, const Value& value) {
    answers.push_back({std::string(id.as_text()), value});
  });
  return answers;
}

Exit Resume(Session& session, const ResumeArguments& arguments) {
  if (arguments.dry_run) return ShowMove(session, arguments.thread, arguments.workflow);
  engine::RunRequest request;
  auto answers = Answers(session, arguments);
  if (answers.has_error()) return session.console().Fail(answers.error());
  request.answers = std::move(answers).value();
  const auto from = CheckpointArgument(arguments.from);
  if (from.has_error()) return session.console().Fail(from.error());
  request.at = from.value();
  request.go_to = arguments.go_to;
  if (!arguments.update.empty()) {
    auto update = JsonArgument(session, arguments.update, "--update");
    if (update.has_error()) return session.console().Fail(update.error());
    request.update = std::move(update).value();
  }
  return ContinueThread(session, arguments.thread, std::move(request), arguments.flags,
                        arguments.workflow);
}

void AddRun(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<RunArguments>();
  CLI::App* run = app.add_subcommand("run", "Start a run and print its output");
  run->add_option("WORKFLOW", arguments->workflow,
                  "A workflow file, or a name from the configuration")
      ->required();
  run->add_option("--input", arguments->input, "The input: JSON, @FILE or -")->type_name("JSON");
  run->add_option("--param", arguments->params, "A parameter of the workflow (repeatable)")
      ->type_name("K=V");
  run->add_option("--thread", arguments->thread, "The id of the thread (default: a new one)")
      ->type_name("ID");
  SetExamples(*run, {"dashflow run digest.yaml --input '{\"folder\": \"docs\"}' --param limit=5",
                     "dashflow run orders --input @order.json --thread order-17 --json"});
  AddRunFlags(*run, arguments->flags);
  run->add_flag("--detach", arguments->flags.detach,
                "Leave it to the host, and print its id (`dashflow serve`)")
      ->excludes("--yes")
      ->excludes("--stream");
  run->callback([&command, arguments] {
    command.writing = Writing::kHandsOver;
    command.needs_host = arguments->flags.detach;
    command.run = [arguments](Session& session) { return Run(session, *arguments); };
  });
}

void AddMoveFlags(CLI::App& resume, ResumeArguments& arguments) {
  CLI::Option* workflow =
      resume
          .add_option("--workflow", arguments.workflow, "Move to the definition in this file first")
          ->type_name("FILE")
          ->excludes("--from");
  resume
      .add_flag("--dry-run", arguments.dry_run,
                "Only show what is different there, and whether the thread could move")
      ->needs(workflow);
}

void AddResume(CLI::App& app, Command& command) {
  auto arguments = std::make_shared<ResumeArguments>();
  CLI::App* resume = app.add_subcommand("resume", "Continue a thread");
  resume->add_option("THREAD", arguments->thread, "Its id, a unique prefix of it, or @last")
      ->required();
  resume->add_option("--answer", arguments->answer, "The answer to the one question that waits")
      ->type_name("JSON");
  resume->add_option("--answers", arguments->answers, "Answers by question id or task")
      ->type_name("JSON");
  resume
      ->add_option("--from", arguments->from,
                   "Run again what was due at this checkpoint, on a new branch")
      ->type_name("CHECKPOINT")
      ->excludes("--answer")
      ->excludes("--answers");
  resume
      ->add_option("--update", arguments->update,
                   "What the state is given first: an object of channels, @FILE or -")
      ->type_name("JSON");
  resume->add_option("--goto", arguments->go_to, "A node that runs beside what is due (repeatable)")
      ->type_name("NODE");
  AddMoveFlags(*resume, *arguments);
  AddRunFlags(*resume, arguments->flags);
  resume->callback([&command, arguments] {
    if (!arguments->dry_run) command.writing = Writing::kHandsOver;
    command.run = [arguments](Session& session) { return Resume(session, *arguments); };
  });
}

void AddApprove(CLI::App& app, Command& command) {
  auto thread = std::make_shared<std::string>();
  CLI::App* approve =
      app.add_subcommand("approve", "Show waiting questions, and answer them on the terminal");
  approve->add_option("THREAD", *thread, "Only this thread's");
  approve->callback([&command, thread] {
    command.run = [thread](Session& session) { return Approve(session, *thread); };
  });
}

}  // namespace

void AddRunCommands(CLI::App& app, Command& command) {
  AddRun(app, command);
  AddResume(app, command);
  AddApprove(app, command);
}

}  // namespace dashflow::cli
