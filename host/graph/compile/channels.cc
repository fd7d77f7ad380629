// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "host/channel/reducer.h"
#include "host/config/did_you_mean.h"
#include "host/graph/compile/stages.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using channel::Keep;

// CEL cannot name these (cel-spec, "Identifiers").
constexpr std::array<std::string_view, 20> kCelWords{
    "true",     "false",     "null",    "in",     "as",  "break",    "const",
    "continue", "else",      "for",     "if",     "let", "function", "import",
    "loop",     "namespace", "package", "return", "var", "while"};
constexpr std::array<std::string_view, 2> kManaged{"remaining_steps", "is_last_step"};

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool IsIdentifier(std::string_view name) {
  if (name.empty() || !IsLetter(name.front())) return false;
  return std::ranges::all_of(name, [](char c) { return IsLetter(c) || (c >= '0' && c <= '9'); });
}

bool CheckName(Build& build, const NameRef& name) {
  const auto fail = [&](std::string_view code, std::string why, std::string fix) {
    build.findings.Add(name.at, code, std::move(why)).Fix(std::move(fix));
    return false;
  };
  if (!IsIdentifier(name.name))
    return fail("name_invalid", "'" + name.name + "' cannot name a channel",
                "use letters, digits and _, a letter first");
  if (std::ranges::find(kCelWords, name.name) != kCelWords.end())
    return fail("name_reserved", "'" + name.name + "' is a word of CEL", "choose another name");
  if (std::ranges::find(kManaged, name.name) != kManaged.end())
    return fail("name_reserved",
                "'" + name.name + "' is there without a declaration, and read-only", "remove it");
  return true;
}

std::string ReducerNames() {
  std::string names = "use one of";
  for (const channel::Reducer* known : channel::BuiltinReducers())
    names.append(" ").append(known->name());
  return names + ", or <plugin>.<reducer>";
}

const channel::Reducer* FindReducer(Build& build, const NameRef& name) {
  const bool of_plugin = name.name.find('.') != std::string::npos;
  const channel::Reducer* found =
      of_plugin ? build.context.reducers.Find(name.name) : channel::FindBuiltinReducer(name.name);
  if (found != nullptr) return found;
  std::vector<std::string_view> names;
  for (const channel::Reducer* known : channel::BuiltinReducers()) names.push_back(known->name());
  const std::string_view near = config::Nearest(name.name, names);
  build.findings.Add(name.at, "unknown_reducer", "there is no reducer '" + name.name + "'")
      .Fix(of_plugin      ? "install the plugin that has it; see `dashflow plugin list --why`"
           : near.empty() ? ReducerNames()
                          : "did you mean '" + std::string(near) + "'?");
  return nullptr;
}

// What one write of a reduced channel must fit says nothing certain about the whole of these.
bool WholeIsAWrite(const Channel& channel) {
  if (channel.reducer == nullptr) return true;
  const std::string_view name = channel.reducer->name();
  return name != "messages" && channel::FindBuiltinReducer(name) == channel.reducer;
}

Status CheckElements(const Schema& schema, const Value& list) {
  if (!list.is_array()) return Error("channel_type", "no list").Cause("expected array");
  Status status = Ok();
  list.ForEachElement([&](const Value& element) {
    status = schema.Check(element);
    return status.has_value();
  });
  return status;
}

Status CheckInitial(const Channel& channel) {
  if (!WholeIsAWrite(channel)) return Ok();
  const bool appends = channel.reducer != nullptr && channel.reducer->name() == "append";
  return appends ? CheckElements(channel.schema, *channel.initial)
                 : channel.schema.Check(*channel.initial);
}

// What YAML reads as a number or a truth value where the schema takes a text.
bool IsUnquotedText(const config::Tree* written, const Schema& schema) {
  return written != nullptr && written->is_scalar() && !written->is_string() &&
         !written->is_null() && schema.Check(written->value).has_error() &&
         schema.Check(written->text).has_value();
}

void SetInitial(Build& build, const ChannelDefinition& source, Channel& channel) {
  const bool topic = channel.keep == Keep::kTopic || channel.keep == Keep::kTopicAll;
  if (source.initial && topic) {
    build.findings.Add(source.initial_at, "channel_rule", "a topic begins empty")
        .Fix("remove the default");
    return;
  }
  channel.initial = source.initial;
  if (!source.initial) {
    if (channel.reducer != nullptr && !channel.reducer->Start().is_null())
      channel.initial = channel.reducer->Start();
    return;
  }
  if (channel.reducer != nullptr && !channel.reducer->Holds(*source.initial)) {
    build.findings
        .Add(source.initial_at, "schema_default",
             "the default of channel '" + channel.name + "' is nothing that '" +
                 std::string(channel.reducer->name()) + "' can go on from")
        .Fix("change the default, or remove it: it begins with " +
             ToJson(channel.reducer->Start()));
    return;
  }
  const Status fits = CheckInitial(channel);
  if (fits.has_value()) return;
  const config::Tree* written = source.tree == nullptr ? nullptr : source.tree->Find("default");
  build.findings
      .Add(source.initial_at, "schema_default",
           "the default of channel '" + channel.name + "' does not fit its schema")
      .Cause(fits.error().cause())
      .Fix(IsUnquotedText(written, channel.schema)
               ? "quote it: '" + std::string(written->text.as_text()) + "'"
               : "change the default, or the schema");
}

Channel CompileChannel(Build& build, const ChannelDefinition& source) {
  Channel channel;
  channel.name = source.name.name;
  channel.keep = source.keep;
  channel.is_private = source.is_private;
  if (source.reduce) {
    channel.keep = Keep::kReduced;
    channel.reducer = FindReducer(build, *source.reduce);
  }
  auto schema = Schema::Compile(source.schema);
  if (schema.has_error()) {
    build.ReportSchema(schema.error(), source.tree, source.name, "channel");
    return channel;
  }
  channel.schema = *std::move(schema);
  SetInitial(build, source, channel);
  return channel;
}

}  // namespace

void CompileChannels(Build& build) {
  Workflow& workflow = *build.workflow;
  workflow.channels.reserve(build.definition.state.size());
  for (const ChannelDefinition& source : build.definition.state) {
    CheckName(build, source.name);
    workflow.channel_ids.emplace(source.name.name,
                                 static_cast<channel::ChannelId>(workflow.channels.size()));
    workflow.channels.push_back(CompileChannel(build, source));
  }
  build.use.resize(workflow.channels.size());
}

}  // namespace dashflow::graph
