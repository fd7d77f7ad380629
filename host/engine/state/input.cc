// SPDX-License-Identifier: Apache-2.0
#include "host/engine/state/input.h"

#include <algorithm>
#include <optional>

#include "host/channel/given_write.h"
#include "host/graph/input_advice.h"
#include "host/value/depth.h"
#include "host/value/value_iterate.h"

namespace dashflow::engine {
namespace {

Error Invalid(const graph::Workflow& workflow, std::string_view code, std::string message) {
  return Error(code, std::move(message)).Operation("start run").Resource(workflow.name);
}

std::string NamesOf(const graph::Workflow& workflow) {
  std::string names;
  for (const auto& input : workflow.input) {
    names += (names.empty() ? "" : ", ") + workflow.channels[input.channel].name +
             (input.required ? "" : "?");
  }
  return names.empty() ? "it takes none" : "it takes " + names;
}

std::optional<channel::ChannelId> FindInput(const graph::Workflow& workflow,
                                            std::string_view name) {
  const auto id = workflow.FindChannel(name);
  const bool takes = id && std::ranges::find(workflow.input, *id, &graph::InputChannel::channel) !=
                               workflow.input.end();
  return takes ? id : std::nullopt;
}

Result<channel::Write> InputWrite(const graph::Workflow& workflow, std::string_view name,
                                  const Value& value) {
  const auto id = FindInput(workflow, name);
  if (!id) {
    return Invalid(workflow, "input_unknown",
                   "'" + std::string(name) + "' is no input of workflow '" + workflow.name + "'")
        .Fix(graph::InputAdvice(workflow, name));
  }
  channel::Write write = channel::GivenWrite(workflow.channels[*id], *id, value);
  const Status fits = channel::CheckWrite(workflow.channels[*id], write);
  if (fits.has_error()) {
    return Invalid(workflow, "input_type",
                   "input '" + std::string(name) +
                       "' does not fit its channel: " + fits.error().message())
        .Cause(fits.error().cause());
  }
  return write;
}

Status RootWrite(const graph::Workflow& workflow, const Value& input,
                 std::vector<channel::Write>& writes) {
  DF_TRY(CheckDepth(input));
  const channel::Channel& root = workflow.channels[*workflow.root];
  writes.clear();
  writes.push_back(channel::GivenWrite(root, *workflow.root, input));
  const Status fits = channel::CheckWrite(root, writes.front());
  if (fits.has_value()) return Ok();
  return Invalid(workflow, "input_type",
                 "the input does not fit channel '" + root.name + "': " + fits.error().message())
      .Cause(fits.error().cause());
}

}  // namespace

Status InputWrites(const graph::Workflow& workflow, const Value& input, bool first,
                   std::vector<channel::Write>& writes) {
  if (workflow.root) return RootWrite(workflow, input, writes);
  if (!input.is_object()) {
    return Invalid(workflow, "input_invalid",
                   "the input must be an object of channels, it is " +
                       std::string(KindName(input.kind())))
        .Fix(NamesOf(workflow));
  }
  DF_TRY(CheckDepth(input));
  writes.clear();
  Status failure = Ok();
  input.ForEachMember([&](const Value& key, const Value& value) {
    if (workflow.ignore_unknown_writes && !FindInput(workflow, key.as_text())) return true;
    auto write = InputWrite(workflow, key.as_text(), value);
    if (write.has_error()) return failure = write.error(), false;
    writes.push_back(std::move(write).value());
    return true;
  });
  if (failure.has_error()) return failure.error();
  for (const auto& one : workflow.input) {
    const std::string& name = workflow.channels[one.channel].name;
    if (first && one.required && input.Find(name) == nullptr) {
      return Invalid(workflow, "input_missing",
                     "workflow '" + workflow.name + "' needs the input '" + name + "'")
          .Fix(NamesOf(workflow));
    }
  }
  return Ok();
}

}  // namespace dashflow::engine
