// SPDX-License-Identifier: Apache-2.0
#include "host/cli/completion/man_pages.h"

#include <algorithm>
#include <cctype>
#include <span>

#include "host/cli/completion/man_text.h"

namespace dashflow::cli {
namespace {

struct Explained {
  std::string_view term;
  std::string_view meaning;
};

constexpr Explained kExits[] = {
    {"0", "Done."},
    {"1", "The run, a test or an operation failed."},
    {"2", "The command line is not understood."},
    {"3", "What was named is not there."},
    {"4", "Something else stands in the way: the store is held, the run has ended, a file exists."},
    {"5", "It took longer than its time limit."},
    {"6", "The run waits for a human."},
    {"69", "The store or a server does not answer."},
    {"77", "The permission is missing."},
    {"78", "The configuration or the workflow is not valid."},
    {"130", "Interrupted, or cancelled."},
};

constexpr Explained kVariables[] = {
    {"DASHFLOW_PLUGIN_PATH", "Folders of plugins, separated by colons."},
    {"DASHFLOW__SECTION__KEY", "The key section.key of the configuration, as YAML."},
    {"NO_COLOR", "When it is set, nothing is coloured."},
    {"SOURCE_DATE_EPOCH", "The date of manual pages, in seconds since 1970."},
};

constexpr Explained kFiles[] = {
    {".dashflow/config.yaml", "The configuration of the project."},
    {".dashflow/state.db", "The store, where no other one is named."},
    {"/etc/dashflow/config.yaml, /etc/dashflow/conf.d/*.yaml", "The machine's configuration."},
};

std::string WithStop(const std::string& sentence) {
  return sentence.empty() || sentence.ends_with('.') ? sentence : sentence + ".";
}

std::string FirstLower(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  while (text.ends_with('.')) text.pop_back();
  return text;
}

void AddExplained(ManText& page, std::string_view title, std::span<const Explained> list) {
  page.Section(title);
  for (const Explained& each : list) page.Item(ManBold(each.term), ManEscaped(each.meaning));
}

// "--format mermaid|dot", "-h, --help".
std::string TermOf(const OptionHelp& option) {
  std::string term;
  for (const std::string& name : option.names) term += (term.empty() ? "" : ", ") + ManBold(name);
  return option.takes_value ? term + " " + ManItalic(option.value) : term;
}

void AddOptions(ManText& page, const CommandHelp& command) {
  for (const ArgumentHelp& argument : command.arguments)
    page.Item(ManItalic(argument.name), ManEscaped(WithStop(argument.help)));
  for (const OptionHelp& option : command.options) {
    std::string help = ManEscaped(WithStop(option.help));
    if (!option.environment.empty())
      help += "\nThe variable " + ManBold(option.environment) + " gives it, too.";
    page.Item(TermOf(option), help);
  }
}

std::string ArgumentText(const ArgumentHelp& argument) {
  const std::string name = ManItalic(argument.name) + (argument.is_list ? " ..." : "");
  return argument.is_required ? name : "[" + name + "]";
}

std::string SynopsisOf(const CommandHelp& command) {
  std::string text = ManBold("dashflow" + command.path);
  if (!command.options.empty()) text += " [" + ManItalic("OPTION") + " ...]";
  for (const ArgumentHelp& argument : command.arguments) text += " " + ArgumentText(argument);
  return text;
}

void AddSynopsis(ManText& page, const CommandHelp& command) {
  page.Paragraph(SynopsisOf(command) + (command.has_commands ? " " + ManItalic("COMMAND") + " [" +
                                                                   ManItalic("ARGUMENT") + " ...]"
                                                             : ""));
}

using Family = std::span<const CommandHelp>;  // a command, and those below it

void AddExamples(ManText& page, Family family) {
  const auto has_some = [](const CommandHelp& command) { return !command.examples.empty(); };
  if (std::ranges::none_of(family, has_some)) return;
  page.Section("EXAMPLES");
  for (const CommandHelp& command : family)
    for (const std::string& line : command.examples) page.Example(line);
}

void AddVerbs(ManText& page, Family family) {
  if (family.size() < 2) return;
  page.Section("COMMANDS");
  for (const CommandHelp& verb : family.subspan(1)) {
    page.Part(SynopsisOf(verb));
    page.Paragraph(ManEscaped(WithStop(verb.help)));
    AddOptions(page, verb);
  }
}

std::string NameOf(const CommandHelp& command) {
  return command.path.empty() ? "dashflow" : "dashflow-" + command.path.substr(1);
}

void AddName(ManText& page, const CommandHelp& command) {
  page.Section("NAME");
  page.Paragraph(ManEscaped(NameOf(command)) + " \\- " + ManEscaped(FirstLower(command.help)));
}

ManPage CommandPage(Family family, const ManEdition& edition) {
  const CommandHelp& command = family.front();
  ManText page(NameOf(command), edition.date, edition.version);
  AddName(page, command);
  page.Section("SYNOPSIS");
  AddSynopsis(page, command);
  page.Section("DESCRIPTION");
  page.Paragraph(ManEscaped(WithStop(command.help)));
  AddVerbs(page, family);
  page.Section("OPTIONS");
  AddOptions(page, command);
  page.Paragraph("The options of " + ManBold("dashflow") + "(1) may stand before or after it.");
  AddExplained(page, "EXIT STATUS", kExits);
  AddExamples(page, family);
  page.Section("SEE ALSO");
  page.Paragraph(ManBold("dashflow") + "(1)");
  return {NameOf(command) + ".1", page.text()};
}

void AddCommandList(ManText& page, const std::vector<Family>& families) {
  page.Section("COMMANDS");
  for (const Family& family : families)
    page.Item(ManBold(NameOf(family.front())) + "(1)", ManEscaped(WithStop(family.front().help)));
}

void AddEnvironment(ManText& page, const CommandHelp& program) {
  page.Section("ENVIRONMENT");
  for (const OptionHelp& option : program.options) {
    if (option.environment.empty()) continue;
    page.Item(ManBold(option.environment), "As " + ManBold(option.names.front()) + ".");
  }
  for (const Explained& each : kVariables) page.Item(ManBold(each.term), ManEscaped(each.meaning));
}

ManPage ProgramPage(const CommandHelp& program, const std::vector<Family>& families,
                    const ManEdition& edition) {
  ManText page("dashflow", edition.date, edition.version);
  AddName(page, program);
  page.Section("SYNOPSIS");
  AddSynopsis(page, program);
  page.Section("DESCRIPTION");
  page.Paragraph(ManEscaped(WithStop(program.help)));
  AddCommandList(page, families);
  page.Section("OPTIONS");
  AddOptions(page, program);
  AddExplained(page, "EXIT STATUS", kExits);
  AddEnvironment(page, program);
  AddExplained(page, "FILES", kFiles);
  return {"dashflow.1", page.text()};
}

bool IsBelow(const CommandHelp& command, const CommandHelp& other) {
  return command.path.starts_with(other.path + " ");
}

// The tree lists each command before those below it.
std::vector<Family> FamiliesOf(const CommandTree& tree) {
  std::vector<Family> families;
  for (std::size_t i = 1; i < tree.size();) {
    std::size_t end = i + 1;
    while (end < tree.size() && IsBelow(tree[end], tree[i])) ++end;
    families.push_back(Family(tree).subspan(i, end - i));
    i = end;
  }
  return families;
}

}  // namespace

std::vector<ManPage> ManPages(const CommandTree& tree, const ManEdition& edition) {
  const auto families = FamiliesOf(tree);
  std::vector<ManPage> pages = {ProgramPage(tree.front(), families, edition)};
  for (const Family& family : families) pages.push_back(CommandPage(family, edition));
  return pages;
}

}  // namespace dashflow::cli
