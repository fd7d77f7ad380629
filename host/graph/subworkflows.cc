// SPDX-License-Identifier: Apache-2.0
#include "host/graph/subworkflows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "host/graph/normal_form.h"

namespace dashflow::graph {
namespace {

// The versions of what it uses belong to its own; without any, it is the hash of the text alone.
std::string WholeVersion(const Definition& definition) {
  std::set<std::string> lines;
  for (const NodeDefinition& node : definition.nodes) {
    if (node.subworkflow) lines.insert("\n" + node.workflow.name + " " + node.subworkflow->version);
  }
  if (lines.empty()) return definition.version;
  std::string text = NormalForm(*definition.document);
  for (const std::string& line : lines) text += line;
  return VersionOf(text);
}

bool UsesOthers(const Definition& definition) {
  return std::ranges::any_of(
      definition.nodes, [](const NodeDefinition& node) { return !node.workflow.name.empty(); });
}

void Take(Findings& findings, std::vector<Error> errors, std::vector<Error> warnings) {
  findings.Append(std::move(errors));
  findings.AppendWarnings(std::move(warnings));
}

}  // namespace

void NoteUser(std::vector<Error>& errors, const std::string& node, const Place& place) {
  const std::string note = "used by node '" + node + "', " + place.file + ":" +
                           std::to_string(place.line) + ":" + std::to_string(place.column);
  for (Error& error : errors)
    error.Cause(error.cause().empty() ? note : error.cause() + "; " + note);
}

ParseReport SubworkflowReader::Read(const std::string& path) {
  Findings findings(path);
  Known known = ReadAll(path, findings);
  return {std::move(known.definition), findings.TakeErrors(), findings.TakeWarnings()};
}

SubworkflowReader::Known SubworkflowReader::ReadAll(const std::string& path, Findings& findings) {
  ParseReport report = files_.Read(path);
  Known known{std::move(report.definition)};
  if (known.definition != nullptr && UsesOthers(*known.definition)) {
    chain_.push_back({files_.KeyOf(path), path});
    ReadInner(known, findings);
    chain_.pop_back();
  }
  Take(findings, std::move(report.errors), std::move(report.warnings));
  return known;
}

void SubworkflowReader::ReadInner(Known& known, Findings& findings) {
  auto whole = std::make_shared<Definition>(*known.definition);
  for (NodeDefinition& node : whole->nodes) {
    if (node.workflow.name.empty()) continue;
    Known inner = Use(node, findings);
    known.height = std::max(known.height, inner.height + 1);
    node.subworkflow = std::move(inner.definition);
    whole->incomplete = whole->incomplete || !node.subworkflow;
  }
  whole->version = WholeVersion(*whole);
  known.definition = std::move(whole);
}

SubworkflowReader::Known SubworkflowReader::Use(const NodeDefinition& node, Findings& findings) {
  const std::string& user = chain_.back().file;
  const std::string path = files_.Locate(user, node.workflow.name);
  if (path.empty()) {
    findings
        .Add(node.workflow.at, "subworkflow_not_found",
             "there is no workflow '" + node.workflow.name + "'")
        .Fix(files_.Advice(user, node.workflow.name));
    return {};
  }
  return Open(node, path, findings);
}

SubworkflowReader::Known SubworkflowReader::Open(const NodeDefinition& node,
                                                 const std::string& path, Findings& findings) {
  const std::string key = files_.KeyOf(path);
  if (Closes(key, node.workflow, findings)) return {};
  auto found = known_.find(key);
  if (found == known_.end()) {
    if (IsTooDeep(1, node.workflow, findings)) return {};
    Findings inner(path);
    Known known = ReadAll(path, inner);
    std::vector<Error> errors = inner.TakeErrors();
    std::vector<Error> warnings = inner.TakeWarnings();
    NoteUser(errors, node.name.name, findings.At(node.workflow.at));
    NoteUser(warnings, node.name.name, findings.At(node.workflow.at));
    Take(findings, std::move(errors), std::move(warnings));
    found = known_.emplace(key, std::move(known)).first;
  } else if (IsTooDeep(found->second.height, node.workflow, findings)) {
    return {};
  }
  return found->second;
}

bool SubworkflowReader::Closes(const std::string& key, const NameRef& name,
                               Findings& findings) const {
  const auto first = std::ranges::find(chain_, key, &Link::key);
  if (first == chain_.end()) return false;
  std::string circle;
  for (auto link = first; link != chain_.end(); ++link) circle += link->file + " -> ";
  findings
      .Add(name.at, "subworkflow_cycle", "subworkflows lead in a circle: " + circle + first->file)
      .Fix("let one of these files do without the next; a loop is made of edges");
  return true;
}

bool SubworkflowReader::IsTooDeep(std::size_t height, const NameRef& name,
                                  Findings& findings) const {
  if (chain_.size() + height <= kMostDepth) return false;
  findings
      .Add(name.at, "subworkflow_depth",
           "more than " + std::to_string(kMostDepth) + " workflows are within one another here")
      .Fix("use fewer levels of subworkflows");
  return true;
}

}  // namespace dashflow::graph
