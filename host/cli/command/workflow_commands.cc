// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/session.h"
#include "host/cli/workflows/language_page.h"
#include "host/cli/workflows/waiting_check.h"
#include "host/graph/schema/interface_schema.h"
#include "host/graph/schema/language_schema.h"
#include "host/graph/test_file.h"

namespace dashflow::cli {
namespace {

Exit ValidateOne(Session& session, const std::string& file) {
  const Console& console = session.console();
  const graph::CompileReport report =
      graph::Compile(graph::ReadEither(file, session.named_workflows()),
                     {session.plugins(), session.plugins().reducers(), Value::EmptyObject(), true});
  for (const Error& warning : report.warnings) console.Warn(warning);
  if (!report.errors.empty()) return console.Fail(report.errors);
  const Value facts = Value::EmptyObject()
                          .Set("file", file)
                          .Set("valid", true)
                          .Set("version", report.workflow->version);
  console.json() ? console.JsonLine(facts)
                 : console.Data(file + " is valid (" + report.workflow->version + ")");
  return Exit::kOk;
}

struct ValidateArguments {
  std::vector<std::string> files;
  bool waiting = false;
};

Exit Validate(Session& session, const ValidateArguments& arguments) {
  Exit worst = arguments.waiting ? CheckWaiting(session) : Exit::kOk;
  for (const std::string& file : arguments.files) {
    const Exit exit = ValidateOne(session, file);
    if (exit != Exit::kOk) worst = exit;
  }
  return worst;
}

Exit PrintPage(Session& session) {
  session.console().Data(LanguagePage(graph::LanguageSchema()));
  return Exit::kOk;
}

Exit PrintLanguage(Session& session, bool plugins) {
  session.console().DataJson(plugins ? graph::LanguageSchema(session.plugins())
                                     : graph::LanguageSchema());
  return Exit::kOk;
}

Exit PrintInterface(Session& session, const std::string& file) {
  const graph::ParseReport parsed = session.ReadWorkflow(file);
  const graph::CompileReport report =
      graph::Compile(parsed, {session.plugins(), session.plugins().reducers(), {}, true});
  if (!report.workflow) return session.console().Fail(report.errors);
  session.console().DataJson(graph::InterfaceSchema(*parsed.definition, *report.workflow));
  return Exit::kOk;
}

struct SchemaArguments {
  std::string file;
  bool no_plugins = false;
  bool markdown = false;
};

void AddSchemaCommand(CLI::App& workflow, Command& command) {
  const auto arguments = std::make_shared<SchemaArguments>();
  CLI::App* schema = workflow.add_subcommand(
      "schema",
      "Print the JSON Schema of workflow files, or that of a workflow's input and output");
  CLI::Option* file =
      schema->add_option("FILE", arguments->file, "A workflow: print what it takes and returns");
  schema
      ->add_flag("--no-plugins", arguments->no_plugins,
                 "The language alone, without the installed node types")
      ->excludes(file);
  schema->add_flag("--markdown", arguments->markdown, "The language as a page: config/LANGUAGE.md")
      ->excludes(file);
  schema->callback([&command, arguments] {
    command.run = [arguments](Session& session) {
      if (arguments->markdown) return PrintPage(session);
      return arguments->file.empty() ? PrintLanguage(session, !arguments->no_plugins)
                                     : PrintInterface(session, arguments->file);
    };
  });
}

}  // namespace

void AddWorkflowCommands(CLI::App& app, Command& command) {
  CLI::App* workflow = app.add_subcommand("workflow", "Work on workflow files");
  workflow->require_subcommand(1);
  const auto arguments = std::make_shared<ValidateArguments>();
  CLI::App* validate = workflow->add_subcommand(
      "validate", "Check files against the language and the installed plugins");
  validate->add_option("FILE", arguments->files, "Workflow files");
  validate->add_flag("--waiting", arguments->waiting,
                     "The definitions of threads that are not done, too");
  validate->callback([&command, arguments] {
    if (arguments->files.empty() && !arguments->waiting) throw CLI::RequiredError("FILE");
    command.run = [arguments](Session& session) { return Validate(session, *arguments); };
  });
  AddGraphCommand(*workflow, command);
  AddTestCommand(*workflow, command);
  AddInitCommand(*workflow, command);
  AddSchemaCommand(*workflow, command);
}

}  // namespace dashflow::cli
