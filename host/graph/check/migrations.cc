// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_set>

#include "host/config/did_you_mean.h"
#include "host/graph/check/channel_start.h"
#include "host/graph/compile/stages.h"
#include "host/graph/compile/type_set.h"

namespace dashflow::graph {
namespace {

// `null` leaves a channel empty that begins so.
void CheckDefault(Build& build, const NamedValue& given) {
  const auto id = build.FindChannel(given.name);
  if (!id) return;
  const channel::Channel& channel = build.workflow->channels[*id];
  if (given.value.is_null() && BeginsEmpty(channel)) return;
  const TypeSet wanted = TypeSet::OfContent(channel);
  if (!wanted.Meets(TypeSet::OfValue(given.value))) {
    build.findings
        .Add(given.at, "type_mismatch",
             "channel '" + given.name.name + "' is " + wanted.Name() + ", this is " +
                 TypeSet::OfValue(given.value).Name())
        .Fix("change the value, or the schema under state:");
    return;
  }
  const Status fits =
      channel::CheckWrite(channel, {*id, channel::WriteMode::kOverwrite, given.value});
  if (fits.has_value()) return;
  build.findings
      .Add(given.at, "schema_default",
           "the value of channel '" + given.name.name + "' does not fit its schema")
      .Cause(fits.error().message())
      .Fix("change the value, or the schema under state:");
}

bool IsChannel(const Build& build, const std::string& name) {
  return build.workflow->FindChannel(name).has_value();
}

bool IsNode(const Build& build, const std::string& name) {
  return build.workflow->FindNode(name).has_value();
}

void ReportUnknown(Build& build, const NameRef& name) {
  std::vector<std::string_view> known;
  for (const ChannelDefinition& channel : build.definition.state)
    known.push_back(channel.name.name);
  for (const NodeDefinition& node : build.definition.nodes) known.push_back(node.name.name);
  build.findings
      .Add(name.at, "migration_invalid",
           "there is neither a channel nor a node '" + name.name + "'")
      .Fix(config::SuggestName(name.name, known));
}

// Several nodes may become one, several channels have more than one value.
void CheckRenames(Build& build, const std::vector<Renaming>& renames) {
  std::unordered_set<std::string> filled;
  for (const Renaming& renaming : renames) {
    const std::string& after = renaming.after.name;
    const bool is_channel = IsChannel(build, after);
    if (!is_channel && !IsNode(build, after)) ReportUnknown(build, renaming.after);
    if (!is_channel || filled.insert(after).second) continue;
    build.findings
        .Add(renaming.after.at, "migration_invalid", "two channels are renamed to '" + after + "'")
        .Fix("remove one of the two");
  }
}

bool MakesRoom(const MigrationDefinition& rule, const std::string& name) {
  return std::ranges::any_of(rule.defaults,
                             [&](const NamedValue& given) { return given.name.name == name; }) ||
         std::ranges::any_of(rule.rename,
                             [&](const Renaming& each) { return each.after.name == name; });
}

// A name may be that of a channel and of a node, of which one is still there.
void CheckDrop(Build& build, const MigrationDefinition& rule, const NameRef& name) {
  const bool is_channel = IsChannel(build, name.name) && !MakesRoom(rule, name.name);
  const bool is_node = IsNode(build, name.name);
  if (is_channel && is_node) {
    build.findings
        .Add(name.at, "migration_invalid",
             "'" + name.name + "' cannot be dropped: channel and node are still there")
        .Fix("leave it out of drop:, or give the channel a new value under defaults:");
  } else if (is_channel || is_node) {
    build.findings
        .Warn(name.at, "drop_idle",
              std::string(is_channel ? "channel '" : "node '") + name.name +
                  "' is still there, and is not dropped")
        .Fix(is_channel ? "leave it out of drop:, or give it a new value under defaults:"
                        : "leave it out of drop:, unless a channel of its name is meant");
  }
}

void CheckMigration(Build& build, const MigrationDefinition& rule) {
  CheckRenames(build, rule.rename);
  for (const NameRef& name : rule.drop) CheckDrop(build, rule, name);
  for (const NamedValue& given : rule.defaults) CheckDefault(build, given);
}

MigrationRule RuleOf(const MigrationDefinition& source) {
  MigrationRule rule;
  rule.from = source.from.name;
  for (const Renaming& each : source.rename)
    rule.rename.emplace_back(each.before.name, each.after.name);
  for (const NameRef& name : source.drop) rule.drop.push_back(name.name);
  for (const NamedValue& given : source.defaults)
    rule.defaults.emplace_back(given.name.name, given.value);
  return rule;
}

}  // namespace

void CompileMigrations(Build& build) {
  std::unordered_set<std::string> versions;
  for (const MigrationDefinition& rule : build.definition.migrations) {
    CheckMigration(build, rule);
    build.workflow->migrations.push_back(RuleOf(rule));
    if (rule.from.name.empty() || versions.insert(rule.from.name).second) continue;
    build.findings
        .Add(rule.from.at, "migration_invalid",
             "there is a rule for '" + rule.from.name + "' already")
        .Fix("make one rule of the two");
  }
}

}  // namespace dashflow::graph
