// SPDX-License-Identifier: Apache-2.0
#include "host/api/workflows/workflows.h"

#include <algorithm>
#include <utility>

#include "host/checkpoint/run/stored_definition.h"
#include "host/config/did_you_mean.h"
#include "host/value/json.h"

namespace dashflow::api {
namespace {

// Beside one for each workflow: parameters and old texts, which clients may make up.
constexpr std::size_t kMostOthers = 64;

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
  const auto all = names();
  return std::ranges::find(all, graph_id) != all.end();
}

std::vector<Error> Workflows::mistakes() const {
  const auto all = names();
  const std::lock_guard lock(mutex_);
  std::vector<Error> mistakes;
  for (const std::string& name : all) {
    const auto read = read_.find(name);
    if (read != read_.end() && read->second.mistake) mistakes.push_back(*read->second.mistake);
  }
  return mistakes;
}

Workflows::Read Workflows::Current(const std::string& graph_id) {
  const std::lock_guard lock(mutex_);
  Read& read = read_[graph_id];
  if (read.stamps.AreCurrent()) return read;
  read.now = sources_.read(graph_id);
  read.mistake.reset();
  if (read.now.definition != nullptr) {
    read.stamps = FileStamps(*read.now.definition);
    if (sources_.labels) sources_.labels->Note(read.now.definition->name, graph_id);
  } else {
    read.stamps = sources_.file ? FileStamps(sources_.file(graph_id)) : FileStamps();
  }
  return read;
}

void Workflows::ForgetFiles() {
  const std::lock_guard lock(mutex_);
  for (auto& [name, read] : read_) read.stamps = FileStamps();
}

void Workflows::NoteGood(const std::string& graph_id, const graph::ParseReport& parsed) {
  bool is_other = false;
  {
    const std::lock_guard lock(mutex_);
    auto& good = read_[graph_id].good;
    is_other = good.has_value();
    good = parsed;
  }
  if (is_other && sources_.renewed) sources_.renewed();
}

// From now on the last good one counts, if there is one, until the file changes again.
void Workflows::Refuse(const std::string& graph_id, const Error& error) {
  {
    const std::lock_guard lock(mutex_);
    Read& read = read_[graph_id];
    if (read.good) read.now = *read.good;
    const bool is_told = read.mistake.has_value();
    read.mistake = error;
    if (is_told) return;
  }
  if (sources_.refused) sources_.refused(error);
}

Result<Served> Workflows::NotServed(const std::string& graph_id, const Read& read,
                                    const Value& params, const Error& why) {
  const bool was_good = read.good && read.good->definition == read.now.definition;
  if (was_good) return why;  // of the parameters
  Refuse(graph_id, why);
  return read.good ? Compiled(graph_id, *read.good, params) : why;
}

Result<Served> Workflows::Find(std::string_view graph_id, const Value& params) {
  if (!Has(graph_id)) return NoWorkflow(graph_id, names());
  const std::string name(graph_id);
  const Read read = Current(name);
  auto served = Compiled(name, read.now, params);
  if (served.has_error()) return NotServed(name, read, params, served.error());
  if (!read.good || read.good->definition != read.now.definition) NoteGood(name, read.now);
  return served;
}

Result<Served> Workflows::OfThread(const checkpoint::ThreadRecord& record,
                                   const std::optional<checkpoint::Position>& at) {
  DF_ASSIGN(const auto parsed, checkpoint::StoredDefinition(sources_.store, record, at));
  return Compiled(record.workflow, parsed, record.params);
}

Result<Served> Workflows::Compiled(std::string graph_id, const graph::ParseReport& parsed,
                                   const Value& params) {
  if (!parsed.errors.empty()) return parsed.errors.front();
  const Value known = checkpoint::ParamsFor(parsed, params);
  const std::string key = graph_id + '\0' + parsed.definition->version + '\0' + ToJson(known);
  const std::lock_guard lock(mutex_);
  const auto found = compiled_.find(key);
  if (found != compiled_.end()) return found->second.asked = ++asked_, found->second.served;
  const auto report = graph::Compile(parsed, {sources_.types, sources_.reducers, known});
  if (!report.workflow) return report.errors.front();
  Served served{std::move(graph_id), parsed.definition, sources_.engine.Load(report.workflow)};
  MakeRoom();
  return compiled_.emplace(key, Kept{std::move(served), ++asked_}).first->second.served;
}

// Runs that are on it keep it.
void Workflows::MakeRoom() {
  if (compiled_.size() < names().size() + kMostOthers) return;
  compiled_.erase(std::ranges::min_element(compiled_, {},
                                           [](const auto& entry) { return entry.second.asked; }));
}

}  // namespace dashflow::api
