// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <utility>

#include "host/config/did_you_mean.h"
#include "host/config/placeholder/interpolation.h"
#include "host/graph/compile/node/cached_identity.h"
#include "host/graph/compile/node/mentions.h"
#include "host/graph/compile/node/setting_schema.h"
#include "host/graph/compile/node/settings.h"
#include "host/graph/compile/stages.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

using config::Member;
using config::Tree;

// Configures the nodes of one workflow.
class NodeCompiler {
 public:
  explicit NodeCompiler(Build& build)
      : build_(build),
        sources_{build.workflow->params,
                 std::filesystem::path(build.definition.file).parent_path().string(),
                 build.definition.file} {}

  void Compile(NodeId id) {
    const NodeFacts& facts = build_.nodes[id];
    if (facts.type == nullptr) return;
    NodePlan& plan = build_.workflow->nodes[id];
    if (plan.subworkflow) {
      IdentifyCached(*build_.workflow, id, plan.subworkflow->version);
      plan.node = facts.type->Create({}).value();
      return;
    }
    node_ = facts.definition;
    type_ = facts.type;
    if (node_->with != nullptr && UsesMissing(*node_->with)) {
      CheckSettings(build_, id, *node_->with, type_->info().config_schema);
      build_.opaque = build_.opaque || type_->info().open;
      return;
    }
    const auto config = Configure(id);
    if (!config) return;
    if (type_->info().open) NoteMentions(build_, id, *config, type_->info().config_schema);
    NoteAnswer(id, *config);
    IdentifyCached(*build_.workflow, id, *config);
    auto node = type_->Create(*config);
    if (node.has_value()) {
      build_.workflow->nodes[id].node = *std::move(node);
    } else {
      build_.findings.Add(PlaceOfWith(), node.error())
          .In(build_.PlaceOf(PlaceOfWith(), node_->name.name));
    }
  }

 private:
  bool UsesMissing(const Tree& tree) const {
    if (tree.is_string()) {
      return std::ranges::any_of(build_.missing_params, [&](const std::string& name) {
        return tree.text.as_text().find("${params." + name + "}") != std::string_view::npos;
      });
    }
    return std::ranges::any_of(tree.elements,
                               [this](const Tree& part) { return UsesMissing(part); }) ||
           std::ranges::any_of(tree.members,
                               [this](const Member& member) { return UsesMissing(member.value); });
  }

  Mark PlaceOfWith() const { return node_->with != nullptr ? node_->with->at : node_->name.at; }

  // The configuration, checked and with its defaults; nothing after an error.
  std::optional<Value> Configure(NodeId id) {
    const std::size_t before = build_.findings.error_count();
    const Value& source = type_->info().config_schema;
    if (source.is_null()) return TakesNothing();
    const Schema* schema = FindSchema(source);
    if (schema == nullptr) return std::nullopt;
    const Value given = Resolve(source);
    CheckKeys(source);
    if (node_->with != nullptr) CheckSettings(build_, id, *node_->with, source);
    if (build_.findings.error_count() != before) return std::nullopt;
    Value config = schema->FillDefaults(given);
    const Status fits = schema->Check(config);
    if (fits.has_value()) return config;
    ReportMisfit(fits.error().cause());
    return std::nullopt;
  }

  std::optional<Value> TakesNothing() {
    if (node_->with == nullptr || node_->with->members.empty()) return Value::EmptyObject();
    Fail(node_->with->members.front().at, "unknown_setting",
         type_->info().name + " takes no configuration")
        .Fix("remove with:");
    return std::nullopt;
  }

  Value Resolve(const Value& schema) {
    if (node_->with == nullptr) return Value::EmptyObject();
    std::vector<Error> errors;
    Value value = config::Interpolate(*node_->with, &schema, sources_, errors);
    for (Error& error : errors)
      build_.findings.Add({}, std::move(error)).In(build_.PlaceOf({}, node_->name.name));
    return value;
  }

  // A schema is compiled once for all nodes of its type.
  const Schema* FindSchema(const Value& source) {
    const auto known = build_.config_schemas.find(type_);
    if (known != build_.config_schemas.end()) return &known->second;
    auto schema = Schema::Compile(source);
    if (schema.has_value())
      return &build_.config_schemas.emplace(type_, *std::move(schema)).first->second;
    Fail(node_->type.at, "schema_invalid",
         "the plugin's schema for " + type_->info().name + " is not valid")
        .Cause(schema.error().cause())
        .Fix("tell the author of the plugin");
    return nullptr;
  }

  Mark PlaceOfSetting(std::string_view name) const {
    if (node_->with == nullptr) return node_->name.at;
    return config::FindPointer(*node_->with, "/" + std::string(name)).at;
  }

  // A setting with `x-is: answer` is the schema of the answer that the node asks for.
  void NoteAnswer(NodeId id, const Value& config) {
    config.ForEachMember([&](const Value& key, const Value& setting) {
      const Value* said = MemberSchema(type_->info().config_schema, key.as_text());
      if (said == nullptr || WordOf(*said) != "answer") return;
      auto schema = Schema::Compile(setting);
      if (schema.has_value()) {
        build_.nodes[id].answer = *std::move(schema);
      } else {
        Fail(PlaceOfSetting(std::string(key.as_text()) + schema.error().resource()),
             "schema_invalid", "this is no schema of an answer")
            .Cause(schema.error().cause())
            .Fix("correct the keyword named; JSON Schema Draft 7");
      }
    });
  }

  // The schema's own words for an unknown key have no suggestion.
  void CheckKeys(const Value& schema) {
    const Value* more = schema.Find("additionalProperties");
    const Value* properties = schema.Find("properties");
    const bool closed = more != nullptr && *more == Value(false) && properties != nullptr;
    if (!closed || node_->with == nullptr) return;
    for (const Member& member : node_->with->members) {
      if (properties->Find(member.key) != nullptr) continue;
      std::vector<std::string_view> names;
      properties->ForEachMember(
          [&](const Value& key, const Value&) { names.push_back(key.as_text()); });
      Fail(member.at, "unknown_setting",
           type_->info().name + " has no setting '" + member.key + "'")
          .Fix(config::SuggestName(member.key, names));
    }
  }

  // `cause` begins with a JSON pointer: "/items/3: expected integer, found string".
  void ReportMisfit(const std::string& cause) {
    Mark at = PlaceOfWith();
    const std::string pointer = cause.substr(0, cause.find(": "));
    if (node_->with != nullptr && cause.starts_with('/'))
      at = config::FindPointer(*node_->with, pointer).at;
    Fail(at, "setting_invalid",
         "the configuration of node '" + node_->name.name + "' does not fit " + type_->info().name)
        .Cause(cause)
        .Fix("see `dashflow plugin inspect " + type_->info().name + "`");
  }

  Error& Fail(Mark at, std::string_view code, std::string message) {
    return build_.findings.Add(at, code, std::move(message))
        .In(build_.PlaceOf(at, node_->name.name));
  }

  Build& build_;
  config::InterpolationSources sources_;
  const NodeDefinition* node_ = nullptr;
  const NodeType* type_ = nullptr;
};

}  // namespace

void CompileNodes(Build& build) {
  NodeCompiler compiler(build);
  for (NodeId id = 0; id < build.nodes.size(); ++id) compiler.Compile(id);
}

}  // namespace dashflow::graph
