// SPDX-License-Identifier: Apache-2.0
#include "host/value/schema/compiler.h"

#include "host/value/schema/chains.h"
#include "host/value/schema/keyword/keywords.h"
#include "host/value/schema/pointer.h"
#include "host/value/value_iterate.h"

namespace dashflow::schema {
namespace {

constexpr int kMaxNesting = 128;  // schemas inside each other, references followed

bool IsDefinitions(std::string_view name) { return name == "definitions" || name == "$defs"; }

bool OnlyTypes(const Node& node) {
  const bool scalar =
      !node.choices && !node.number && !node.length && !node.pattern && node.format == Format::kAny;
  return scalar && !node.refuses_all && node.reference == kNoNode && !node.array && !node.object &&
         !node.combination;
}

}  // namespace

Error WrongSchema(const std::string& pointer, const std::string& text) {
  std::string cause = "schema " + (pointer.empty() ? "root" : pointer) + ": " + text;
  return Error("schema_invalid", cause)
      .Operation("compile a schema")
      .Resource(pointer)
      .Cause(cause);
}

Result<Graph> Compiler::Compile() {
  DF_TRY(Add(root_, ""));
  DF_TRY(CheckChains());
  return std::move(graph_);
}

Result<NodeId> Compiler::Add(const Value& schema, const std::string& pointer) {
  if (const auto known = known_.find(&schema); known != known_.end()) return known->second;
  if (depth_ == kMaxNesting) return WrongSchema(pointer, "nested too deep");
  const auto id = static_cast<NodeId>(graph_.nodes.size());
  graph_.nodes.emplace_back();
  pointers_.push_back(pointer);
  known_.emplace(&schema, id);
  Node node;
  ++depth_;
  DF_TRY(Fill(node, schema, pointer));
  --depth_;
  node.only_types = OnlyTypes(node);
  graph_.nodes[id] = std::move(node);
  return id;
}

Result<NodeId> Compiler::AddTarget(std::string_view reference, const std::string& pointer) {
  if (!reference.starts_with('#')) {
    return WrongSchema(pointer, "only references inside this document (#/…) are followed");
  }
  const Value* target = Find(root_, reference.substr(1));
  if (target == nullptr) return WrongSchema(pointer, "nothing is at " + std::string(reference));
  return Add(*target, std::string(reference.substr(1)));
}

Status Compiler::Fill(Node& node, const Value& schema, const std::string& pointer) {
  if (schema.is_bool()) {
    node.refuses_all = !schema.as_bool();
    return Ok();
  }
  if (!schema.is_object()) {
    return WrongSchema(
        pointer, "a schema is an object or a boolean, found " + std::string(TypeName(schema)));
  }
  if (schema.Find("$ref") != nullptr) return FillReference(node, schema, pointer);
  Status status = Ok();
  schema.ForEachMember([&](const Value& name, const Value& value) {
    status = ApplyKeyword(*this, node, {name.as_text(), value, schema, pointer});
    return status.has_value();
  });
  return status;
}

// Draft 7 has the neighbours of $ref ignored: those that mean something are refused instead.
Status Compiler::FillReference(Node& node, const Value& schema, const std::string& pointer) {
  Status status = Ok();
  schema.ForEachMember([&](const Value& name, const Value& value) {
    const Keyword keyword{name.as_text(), value, schema, pointer};
    if (keyword.name == "$ref" || IsDefinitions(keyword.name) || IsAnnotation(keyword.name)) {
      status = ApplyKeyword(*this, node, keyword);
    } else {
      status = WrongSchema(Child(pointer, keyword.name),
                           "has no effect beside $ref; put both into an allOf");
    }
    return status.has_value();
  });
  return status;
}

Status Compiler::CheckChains() const {
  const auto stuck = FindEndlessChain(graph_);
  if (!stuck) return Ok();
  return WrongSchema(
      pointers_[*stuck],
      "leads back to itself, or through too many schemas, for one and the same value");
}

}  // namespace dashflow::schema
