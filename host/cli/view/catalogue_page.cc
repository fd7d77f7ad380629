// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/catalogue_page.h"

#include <string_view>

#include "host/base/error_catalogue.h"
#include "host/cli/view/catalogue_view.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kHead =
    "# Errors and what to do about them\n"
    "\n"
    "Every error of `dashflow` has a code: `error[<code>]: …`, and `\"code\"` with `--json`. "
    "Scripts "
    "branch on it; `dashflow explain CODE` prints what stands here. Codes of plugins are their "
    "own: "
    "see the plugin's README.\n"
    "\n"
    "*Exit* is the status of a command that ends with the error (of a warning: none, the command "
    "goes on). *Retry* says whether the same may succeed a moment later. This page is made by "
    "`dashflow explain --markdown`.";

// Nothing that Markdown would take for its own inside a table.
std::string Escaped(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c;
  }
  return cell;
}

std::string Row(const CatalogueEntry& entry) {
  const std::string exit =
      entry.exit == Exit::kOk ? "–" : std::to_string(static_cast<int>(entry.exit));
  return "\n| `" + std::string(entry.code) + "` | " + Escaped(entry.title) + " " +
         Escaped(entry.cause) + " | " + Escaped(entry.next_step) + " | " + exit + " | " +
         (entry.retryable ? "yes" : "no") + " |";
}

std::string Chapter(const CatalogueChapter& chapter) {
  std::string text =
      "\n\n## " + std::string(chapter.title) +
      "\n\n| code | what and why | what to do | exit | retry |\n|---|---|---|---|---|";
  for (const CatalogueEntry& entry : chapter.entries) text += Row(entry);
  return text;
}

}  // namespace

std::string CataloguePage() {
  std::string page(kHead);
  for (const CatalogueChapter& chapter : CatalogueChapters()) page += Chapter(chapter);
  return page;
}

}  // namespace dashflow::cli
