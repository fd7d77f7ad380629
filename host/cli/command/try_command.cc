// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/flow/run_flow.h"
#include "host/cli/plugin_target.h"
#include "host/cli/workflows/one_node.h"
#include "host/engine/record/announcer.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

struct TryArguments {
  PluginTarget target;
  std::string input = "{}";
  std::string with;
};

// Keeps what the node wrote.
class Writes final : public event::Sink {
 public:
  bool Wants(event::Type type) const override { return type == event::Type::kTaskFinished; }
  bool Take(const event::Event& event) override {
    if (!event.space.is_null()) return true;
    if (const Value* writes = event.members.Find("writes")) value_ = *writes;
    return true;
  }
  const Value& value() const { return value_; }

 private:
  Value value_ = Value::EmptyObject();
};

// What is asked for, made ready to run.
struct Trial {
  graph::ParseReport workflow;
  Value input;
};

Result<Trial> TrialOf(Session& session, const TryArguments& arguments) {
  Trial trial;
  Value with;
  DF_ASSIGN(trial.input, JsonArgument(session, arguments.input, "--in"));
  if (!arguments.with.empty()) {
    DF_ASSIGN(with, JsonArgument(session, arguments.with, "--with"));
  }
  DF_ASSIGN(const std::string name, NameOf(arguments.target, session.plugins()));
  DF_ASSIGN(const graph::NodeType* type, OnlyTypeOf(name, session.plugins()));
  trial.workflow = graph::ParseDefinition({}, OneNodeWorkflow(type->info(), trial.input, with));
  return trial;
}

Exit Report(const Console& console, const engine::RunResult& result, const Value& writes) {
  if (result.error) return console.Fail(*result.error);
  for (const auto& question : result.questions)
    console.DataJson(Value::EmptyObject().Set("asks", engine::QuestionValue(question)));
  if (result.status == checkpoint::ThreadStatus::kWaiting) return Exit::kWaiting;
  console.DataJson(writes);
  return Exit::kOk;
}

Exit Run(Session& session, const graph::WorkflowPtr& workflow, Value input) {
  const Console& console = session.console();
  Writes writes;
  engine::RunRequest request;
  request.input = std::move(input);
  request.options.sink = &writes;
  const auto engine = session.EngineAlone();
  if (engine.has_error()) return console.Fail(engine.error());
  const auto program = engine.value()->Load(workflow);
  const auto started = engine.value()->Start(program, std::move(request));
  if (started.has_error()) return console.Fail(started.error());
  const engine::RunResult& result = started.value().Wait();
  return Report(console, result, writes.value());
}

Exit Try(Session& session, const TryArguments& arguments) {
  auto trial = TrialOf(session, arguments);
  if (trial.has_error()) return session.console().Fail(trial.error());
  Exit exit = Exit::kOk;
  const auto workflow =
      session.CompileWorkflow(std::move(trial->workflow), Value::EmptyObject(), exit);
  return workflow ? Run(session, workflow, trial->input) : exit;
}

}  // namespace

void AddTryCommand(CLI::App& plugin, Command& command) {
  CLI::App* run = plugin.add_subcommand("run", "Try one node without a workflow");
  const auto name = std::make_shared<std::string>();
  const auto arguments = std::make_shared<TryArguments>();
  run->add_option("NAME", *name, "<plugin>.<type>, or a plugin file, FILE or FILE.<type>")
      ->required();
  run->add_option("--in", arguments->input, "What its input ports get: JSON, @FILE or -")
      ->type_name("JSON");
  run->add_option("--with", arguments->with, "Its settings: JSON, @FILE or -")->type_name("JSON");
  SetExamples(*run, {"dashflow plugin run core.template --in '{\"name\": \"you\"}' --with "
                     "'{\"template\": \"Hello {{name}}\"}'",
                     "dashflow plugin run ./build/hello.so.greet --in @input.json"});
  run->callback([&command, name, arguments] {
    arguments->target = ParsePluginTarget(*name, command.globals);
    command.run = [arguments](Session& session) { return Try(session, *arguments); };
  });
}

}  // namespace dashflow::cli
