// SPDX-License-Identifier: Apache-2.0
#include "host/base/error_catalogue.h"

#include <algorithm>
#include <array>

#include "host/base/catalogue/api_errors.h"
#include "host/base/catalogue/command_errors.h"
#include "host/base/catalogue/config_errors.h"
#include "host/base/catalogue/expression_errors.h"
#include "host/base/catalogue/graph_errors.h"
#include "host/base/catalogue/input_errors.h"
#include "host/base/catalogue/node_errors.h"
#include "host/base/catalogue/plugin_errors.h"
#include "host/base/catalogue/run_errors.h"
#include "host/base/catalogue/server_errors.h"
#include "host/base/catalogue/store_errors.h"
#include "host/base/catalogue/value_errors.h"
#include "host/base/catalogue/warning_errors.h"
#include "host/base/catalogue/workflow_errors.h"
#include "host/base/catalogue/yaml_errors.h"

namespace dashflow {
namespace {

constexpr auto kChapters = std::to_array<CatalogueChapter>({
    {"The command line and files", catalogue::kCommandErrors},
    {"YAML, of workflows and of the configuration", catalogue::kYamlErrors},
    {"The workflow file", catalogue::kWorkflowErrors},
    {"Nodes, ports, channels and edges of a workflow", catalogue::kGraphErrors},
    {"Warnings about a workflow", catalogue::kWarningErrors},
    {"Expressions", catalogue::kExpressionErrors},
    {"Values and JSON", catalogue::kValueErrors},
    {"Input, parameters and answers", catalogue::kInputErrors},
    {"The configuration", catalogue::kConfigErrors},
    {"Plugins", catalogue::kPluginErrors},
    {"Nodes while they run", catalogue::kNodeErrors},
    {"Runs and threads", catalogue::kRunErrors},
    {"Stores", catalogue::kStoreErrors},
    {"The server", catalogue::kServerErrors},
    {"What the API keeps", catalogue::kApiErrors},
});

constexpr std::size_t Count() {
  std::size_t count = 0;
  for (const CatalogueChapter& chapter : kChapters) count += chapter.entries.size();
  return count;
}

constexpr auto Sorted() {
  std::array<CatalogueEntry, Count()> all{};
  auto next = all.begin();
  for (const CatalogueChapter& chapter : kChapters)
    next = std::ranges::copy(chapter.entries, next).out;
  std::ranges::sort(all, {}, &CatalogueEntry::code);
  return all;
}
constexpr auto kSorted = Sorted();

}  // namespace

std::span<const CatalogueChapter> CatalogueChapters() { return kChapters; }

std::span<const CatalogueEntry> Catalogue() { return kSorted; }

const CatalogueEntry* FindCatalogueEntry(std::string_view code) {
  const auto found = std::ranges::lower_bound(kSorted, code, {}, &CatalogueEntry::code);
  return found != kSorted.end() && found->code == code ? &*found : nullptr;
}

}  // namespace dashflow
