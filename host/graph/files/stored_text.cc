// SPDX-License-Identifier: Apache-2.0
#include "host/graph/files/stored_text.h"

#include <algorithm>
#include <map>
#include <utility>

#include "host/graph/files/workflow_files.h"
#include "host/graph/subworkflows.h"
#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

// No workflow begins like this: it would be a key that the language does not have.
constexpr std::string_view kBegin = R"({"dashflow_files":)";

bool UsesOthers(const Definition& definition) {
  return std::ranges::any_of(
      definition.nodes, [](const NodeDefinition& node) { return node.subworkflow != nullptr; });
}

using ByFile = std::map<std::string, const Definition*>;

void Collect(const Definition& definition, ByFile& files) {
  if (!files.emplace(definition.file, &definition).second) return;
  for (const NodeDefinition& node : definition.nodes) {
    if (node.subworkflow) Collect(*node.subworkflow, files);
  }
}

Value Entry(const Definition& definition) {
  Value uses = Value::EmptyObject();
  for (const NodeDefinition& node : definition.nodes) {
    if (node.subworkflow)
      uses = std::move(uses).Set(node.workflow.name, Value(node.subworkflow->file));
  }
  return Value::EmptyObject().Set("text", Value(definition.text)).Set("uses", std::move(uses));
}

// The files of a stored document.
class StoredFiles final : public WorkflowFiles {
 public:
  explicit StoredFiles(const Value& files) : files_(files) {}

  ParseReport Read(const std::string& file) const override {
    return ParseDefinition(file, Text(Member(files_.Find(file), "text")));
  }
  std::string Locate(const std::string& user, const std::string& name) const override {
    const Value* uses = Member(files_.Find(user), "uses");
    return Text(Member(uses, name));
  }
  std::string KeyOf(const std::string& file) const override { return file; }
  std::string Advice(const std::string&, const std::string&) const override {
    return "start a new thread: the store does not have this file";
  }

 private:
  static const Value* Member(const Value* object, std::string_view name) {
    return object != nullptr && object->is_object() ? object->Find(name) : nullptr;
  }
  static std::string Text(const Value* value) {
    return value != nullptr && value->is_string() ? std::string(value->as_text()) : std::string();
  }

  const Value& files_;
};

Error Damaged(const std::string& file) {
  return Error("store_damaged", "the stored definition of " + file + " cannot be read");
}

}  // namespace

std::string StoredTextOf(const Definition& definition) {
  if (!UsesOthers(definition)) return definition.text;
  ByFile all;
  Collect(definition, all);
  ObjectBuilder files;
  for (const auto& [file, each] : all) files.Add(std::string_view(file), Entry(*each));
  return ToJson(Value::EmptyObject().Set("dashflow_files", std::move(files).Build()));
}

ParseReport ParseStored(std::string file, std::string stored) {
  if (!stored.starts_with(kBegin)) return ParseDefinition(std::move(file), std::move(stored));
  const auto document = ParseJson(stored, file);
  const Value* files = document.has_value() ? document->Find("dashflow_files") : nullptr;
  if (files == nullptr || !files->is_object() || files->Find(file) == nullptr)
    return {nullptr, {Damaged(file)}, {}};
  return SubworkflowReader(StoredFiles(*files)).Read(file);
}

}  // namespace dashflow::graph
