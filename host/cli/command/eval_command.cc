// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/flow/run_flow.h"
#include "host/cli/session.h"
#include "host/cli/thread_at.h"
#include "host/cli/view/expression_view.h"
#include "host/cli/view/named_values.h"
#include "host/expression/expression.h"
#include "host/expression/function/function.h"

namespace dashflow::cli {
namespace {

// In the places of errors, as in `dashflow eval --help`.
constexpr std::string_view kName = "EXPR";

struct EvalArguments {
  std::string expression;
  std::string state;
  std::string thread;
  std::string at;
  bool explain = false;
};

Result<NamedValues> OfThread(Session& session, const EvalArguments& arguments) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForReading());
  DF_ASSIGN(const ThreadAt thread, FindThread(*store, arguments.thread, arguments.at));
  return NamedValues::OfThread(thread.record, thread.loaded);
}

Result<NamedValues> NamesOf(Session& session, const EvalArguments& arguments) {
  if (!arguments.thread.empty()) return OfThread(session, arguments);
  if (arguments.state.empty()) return NamedValues();
  DF_ASSIGN(const Value state, JsonArgument(session, arguments.state, "--state"));
  if (!state.is_object())
    return Error("usage",
                 "--state is an object of channels, not " + std::string(KindName(state.kind())));
  return NamedValues::OfState(state);
}

Result<Value> ValueOf(const std::string& source, const NamedValues& names) {
  DF_ASSIGN(const auto expression, expression::Expression::Compile(source, names.scope()));
  return expression.Evaluate(names);
}

Exit ExplainTo(const Console& console, const std::string& source, const NamedValues& names) {
  const auto parts = expression::Explain(source, names.scope(), names);
  if (parts.has_error()) return console.FailIn(source, kName, parts.error());
  console.DataText(PartsView(parts.value()), PartsText(parts.value()));
  return Exit::kOk;
}

Exit Eval(Session& session, const EvalArguments& arguments) {
  const Console& console = session.console();
  const auto names = NamesOf(session, arguments);
  if (names.has_error()) return console.Fail(names.error());
  if (arguments.explain) {
    const Exit explained = ExplainTo(console, arguments.expression, names.value());
    if (explained != Exit::kOk) return explained;
  }
  const auto value = ValueOf(arguments.expression, names.value());
  if (value.has_error()) return console.FailIn(arguments.expression, kName, value.error());
  if (!arguments.explain) console.DataJson(value.value());
  return Exit::kOk;
}

std::string Listed(const std::string& title, const std::vector<std::string>& names) {
  constexpr std::size_t kWidth = 80;
  std::string text = title;
  std::size_t column = text.size();
  for (const std::string& name : names) {
    const bool wraps = column + name.size() + 1 > kWidth;
    column = wraps ? name.size() : column + name.size() + 1;
    text += (wraps ? '\n' : ' ') + name;
  }
  return text + "\n";
}

std::string FunctionsText() {
  using expression::CallStyle;
  return Listed("Functions, as f(x):", expression::FunctionNames(CallStyle::kFunction)) +
         Listed("Functions, as x.f(…):", expression::FunctionNames(CallStyle::kMethod)) +
         "Macros: has(x.y) and list.all list.exists list.exists_one list.filter list.map …\n";
}

}  // namespace

void AddEvalCommand(CLI::App& app, Command& command) {
  const auto arguments = std::make_shared<EvalArguments>();
  CLI::App* eval = app.add_subcommand("eval", "Evaluate an expression (CEL) as a workflow would");
  eval->add_option("EXPR", arguments->expression, "The expression")->required();
  CLI::Option* state =
      eval->add_option("--state", arguments->state, "Channels and their values: JSON, @FILE or -")
          ->type_name("JSON");
  CLI::Option* thread =
      eval->add_option("--thread", arguments->thread, "On the state of a thread")->excludes(state);
  eval->add_option("--at", arguments->at, "As of this checkpoint of the thread")
      ->type_name("CHECKPOINT")
      ->needs(thread);
  eval->add_flag("--explain", arguments->explain, "Show what each part of it is worth");
  eval->footer(FunctionsText());
  eval->callback([&command, arguments] {
    command.run = [arguments](Session& session) { return Eval(session, *arguments); };
  });
}

}  // namespace dashflow::cli
