// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/graphviz.h"
#include "host/cli/session.h"
#include "host/cli/thread_at.h"
#include "host/cli/view/thread_views.h"
#include "host/graph/draw/formats.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

struct GraphArguments {
  std::string file;
  std::string format;
  std::string thread;
};

using Names = std::set<std::string, std::less<>>;

Result<Names> DueOn(Session& session, const std::string& thread, const graph::Workflow& workflow) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForReading());
  DF_ASSIGN(const ThreadAt found, FindThread(*store, thread));
  const auto& [record, loaded] = found;
  if (record.workflow != workflow.name) {
    return Error("other_workflow", "thread " + record.id + " runs '" + record.workflow +
                                       "', not '" + workflow.name + "'")
        .Operation("mark what is due")
        .Resource(record.id)
        .Fix("give the file of '" + record.workflow + "', or another --thread");
  }
  Names names;
  NextView(loaded.state, loaded.names).ForEachElement([&names](const Value& name) {
    names.emplace(name.as_text());
  });
  return names;
}

Result<std::string> TextOf(const graph::Drawing& drawing, const std::string& format) {
  if (format == "svg") return SvgOfDot(ToDot(drawing));
  return format == "dot" ? ToDot(drawing) : ToMermaid(drawing);
}

Exit Print(const Console& console, const graph::Drawing& drawing, const std::string& format) {
  if (console.json() || format == "json")
    return console.DataJson(ToDrawingJson(drawing)), Exit::kOk;
  const auto text = TextOf(drawing, format);
  if (text.has_error()) return console.Fail(text.error());
  return console.DataText({}, text.value()), Exit::kOk;
}

// Parameters need no values here: nothing runs.
graph::WorkflowPtr CompileToDraw(Session& session, const std::string& file, Exit& exit) {
  const graph::CompileReport report =
      graph::Compile(graph::ReadDefinition(file, session.named_workflows()),
                     {session.plugins(), session.plugins().reducers(), Value::EmptyObject(), true});
  if (!report.workflow) exit = session.console().Fail(report.errors);
  return report.workflow;
}

Exit Graph(Session& session, const GraphArguments& arguments) {
  Exit exit = Exit::kOk;
  const graph::WorkflowPtr workflow = CompileToDraw(session, arguments.file, exit);
  if (!workflow) return exit;
  graph::Drawing drawing = Draw(*workflow);
  if (!arguments.thread.empty()) {
    const auto due = DueOn(session, arguments.thread, *workflow);
    if (due.has_error()) return session.console().Fail(due.error());
    MarkDue(drawing, due.value());
  }
  return Print(session.console(), drawing, arguments.format);
}

}  // namespace

void AddGraphCommand(CLI::App& workflow, Command& command) {
  CLI::App* graph = workflow.add_subcommand("graph", "Draw a workflow");
  const auto arguments = std::make_shared<GraphArguments>();
  arguments->format = "mermaid";
  graph->add_option("FILE", arguments->file, "A workflow file")->required();
  graph
      ->add_option("--format", arguments->format,
                   "mermaid (default), dot, json, or svg, which needs Graphviz; --json is json")
      ->check(CLI::IsMember({"mermaid", "dot", "json", "svg"}));
  graph->add_option("--thread", arguments->thread, "Mark what is due next on this thread")
      ->type_name("THREAD");
  graph->callback([&command, arguments] {
    command.run = [arguments](Session& session) { return Graph(session, *arguments); };
  });
}

}  // namespace dashflow::cli
