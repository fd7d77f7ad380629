// SPDX-License-Identifier: Apache-2.0
#include "host/api/workflows/workflows.h"

#include <algorithm>
#include <utility>

#include "host/checkpoint/run/stored_definition.h"
#include "host/config/did_you_mean.h"
#include "host/value/json.h"

namespace dashflow::api {
namespace {

Error NoWorkflow(std::string_view name, const std::vector<std::string>& names) {
  const std::vector<std::string_view> known(names.begin(), names.end());
  Error error("assistant_not_found", "No assistant found for \"" + std::string(name) +
                                         "\". Make sure the assistant ID is for a valid assistant "
                                         "or a valid graph ID.");
  error.Operation("find assistant").Resource(std::string(name));
  return known.empty() ? error : error.Fix(config::SuggestName(name, known));
}

}  // namespace

bool Workflows::Has(std::string_view graph_id) const {
  return std::ranges::find(sources_.names, graph_id) != sources_.names.end();
}

// What cannot be read does not replace what could.
Result<graph::ParseReport> Workflows::Current(const std::string& graph_id) {
  const std::lock_guard lock(mutex_);
  const auto known = read_.find(graph_id);
  if (known != read_.end() && known->second.stamps.AreCurrent()) return known->second.parsed;
  graph::ParseReport parsed = sources_.read(graph_id);
  if (!parsed.errors.empty()) {
    if (known == read_.end()) return parsed.errors.front();
    return known->second.parsed;
  }
  return read_.insert_or_assign(graph_id, Read{parsed, FileStamps(*parsed.definition)})
      .first->second.parsed;
}

Result<Served> Workflows::Find(std::string_view graph_id, const Value& params) {
  if (!Has(graph_id)) return NoWorkflow(graph_id, sources_.names);
  std::string name(graph_id);
  DF_ASSIGN(const auto parsed, Current(name));
  return Compiled(std::move(name), parsed, params);
}

Result<Served> Workflows::OfThread(const checkpoint::ThreadRecord& record,
                                   const std::optional<checkpoint::Position>& at) {
  DF_ASSIGN(const auto parsed, checkpoint::StoredDefinition(sources_.store, record, at));
  if (!parsed.errors.empty()) return parsed.errors.front();
  return Compiled(record.workflow, parsed, record.params);
}

Result<Served> Workflows::Compiled(std::string graph_id, const graph::ParseReport& parsed,
                                   const Value& params) {
  const Value known = checkpoint::ParamsFor(parsed, params);
  const std::string key = graph_id + '\0' + parsed.definition->version + '\0' + ToJson(known);
  const std::lock_guard lock(mutex_);
  const auto found = compiled_.find(key);
  if (found != compiled_.end()) return found->second;
  const auto report = graph::Compile(parsed, {sources_.types, sources_.reducers, known});
  if (!report.workflow) return report.errors.front();
  Served served{std::move(graph_id), parsed.definition, sources_.engine.Load(report.workflow)};
  return compiled_.emplace(key, std::move(served)).first->second;
}

}  // namespace dashflow::api
