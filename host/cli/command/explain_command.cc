// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"
#include "host/cli/session.h"
#include "host/cli/view/catalogue_page.h"
#include "host/cli/view/catalogue_view.h"
#include "host/config/did_you_mean.h"

namespace dashflow::cli {
namespace {

Error NotInCatalogue(const std::string& code) {
  std::vector<std::string_view> codes;
  for (const CatalogueEntry& entry : Catalogue()) codes.push_back(entry.code);
  Error error("code_not_found", "there is no error code '" + code + "'");
  const std::string_view meant = config::Nearest(code, codes);
  if (!meant.empty()) error.Fix("did you mean '" + std::string(meant) + "'?");
  return error.Operation("explain").Resource(code).Cause(
      std::string(FindCatalogueEntry("code_not_found")->cause));
}

Exit List(const Console& console) {
  for (const CatalogueEntry& entry : Catalogue()) {
    console.DataText(CatalogueView(entry),
                     std::string(entry.code) + "  " + std::string(entry.title));
  }
  return Exit::kOk;
}

Exit Explain(const Console& console, const std::string& code, bool as_page) {
  if (as_page) return console.Data(CataloguePage()), Exit::kOk;
  if (code.empty()) return List(console);
  const CatalogueEntry* entry = FindCatalogueEntry(code);
  if (entry == nullptr) return console.Fail(NotInCatalogue(code));
  return console.DataText(CatalogueView(*entry), CatalogueText(*entry)), Exit::kOk;
}

}  // namespace

void AddExplainCommand(CLI::App& app, Command& command) {
  CLI::App* explain = app.add_subcommand("explain", "What an error code means, and what to do");
  const auto code = std::make_shared<std::string>();
  const auto as_page = std::make_shared<bool>(false);
  CLI::Option* one =
      explain->add_option("CODE", *code, "Such as store_locked; without it, all codes");
  explain->add_flag("--markdown", *as_page, "All codes as a page, as in config/ERRORS.md")
      ->excludes(one);
  explain->callback([&command, code, as_page] {
    command.run = [code, as_page](Session& session) {
      return Explain(session.console(), *code, *as_page);
    };
  });
}

}  // namespace dashflow::cli
