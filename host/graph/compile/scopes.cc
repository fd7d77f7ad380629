// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/channel/reducer.h"
#include "host/expression/type/schema_type.h"
#include "host/graph/compile/stages.h"

namespace dashflow::graph {
namespace {

using channel::Channel;
using expression::Field;
using expression::Type;

Type TypeOfReduced(const Channel& channel) {
  const std::string_view name = channel.reducer->name();
  if (channel::FindBuiltinReducer(name) != channel.reducer) return Type();
  Type write = expression::TypeOfSchema(channel.schema.source());
  if (name == "append") return Type::List(write);
  if (name == "messages") return Type::List(Type());
  if (name == "text") return Type::Kind::kString;
  if (name == "and" || name == "or") return Type::Kind::kBool;
  const bool list = name == "concat" || name == "union";
  if (list && write.kind() != Type::Kind::kList) return Type::List(Type());
  if (name == "merge" && write.kind() != Type::Kind::kMap) return Type::Map(Type());
  return write;
}

Type TypeOf(const Channel& channel) {
  if (channel.reducer != nullptr) {
    const Type type = TypeOfReduced(channel);
    return channel.initial ? type : type.OrNull();
  }
  const Type type = expression::TypeOfSchema(channel.schema.source());
  if (channel.keep == channel::Keep::kTopic || channel.keep == channel::Keep::kTopicAll)
    return Type::List(type);
  const bool lasts =
      channel.keep == channel::Keep::kOne || channel.keep == channel::Keep::kUntracked;
  return channel.initial && lasts ? type : type.OrNull();
}

Type TypeOfParams(const Definition& definition) {
  std::vector<Field> fields;
  for (const ParamDefinition& param : definition.params)
    fields.push_back({param.name.name, expression::TypeOfSchema(param.schema)});
  return Type::Object(std::move(fields), true);
}

Type TypeOfError() {
  const Type text = Type::Kind::kString;
  return Type::Object({{"node", text},
                       {"code", text},
                       {"message", text},
                       {"attempts", Type::Kind::kInt},
                       {"input", Type()}},
                      true);
}

}  // namespace

void CompileScopes(Build& build) {
  expression::Scope& scope = build.scope;
  const std::vector<Channel>& channels = build.workflow->channels;
  for (channel::ChannelId id = 0; id < channels.size(); ++id)
    scope.AddChannel(channels[id].name, id, TypeOf(channels[id]));
  const Type text = Type::Kind::kString;
  scope.AddRoot("params", kParamsRoot, TypeOfParams(build.definition));
  scope.AddRoot("run", kRunRoot,
                Type::Object({{"id", text}, {"started", text}, {"step", Type::Kind::kInt}}, true));
  scope.AddRoot("thread", kThreadRoot, Type::Object({{"id", text}}, true));
  scope.AddRoot("task", kTaskRoot, Type::Object({{"key", text}}, true));
  scope.AddRoot("remaining_steps", kRemainingStepsRoot, Type::Kind::kInt);
  scope.AddRoot("is_last_step", kIsLastStepRoot, Type::Kind::kBool);
  build.error_scope = scope;
  build.error_scope.AddRoot("error", kErrorRoot, TypeOfError());
  build.each_scope = scope;
  build.each_scope.AddRoot("item", kItemRoot);
  build.each_scope.AddRoot("index", kIndexRoot, Type::Kind::kInt);
}

}  // namespace dashflow::graph
