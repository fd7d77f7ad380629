// SPDX-License-Identifier: Apache-2.0
#include "host/channel/channel.h"

#include <optional>
#include <string>

#include "host/value/depth.h"
#include "host/value/value_iterate.h"

namespace dashflow::channel {
namespace {

Error Misfit(const Channel& channel, Error error) {
  error.Message(error.cause());
  error.Operation("write a channel").Resource(channel.name);
  return error;
}

Status CheckElements(const Schema& schema, const Value& list) {
  Status status = Ok();
  std::size_t index = 0;
  list.ForEachElement([&](const Value& element) {
    status = schema.Check(element);
    if (status.has_value()) ++index;
    return status.has_value();
  });
  if (status.has_value()) return status;
  Error error = status.error();
  error.Cause("element " + std::to_string(index) + ": " + error.cause());
  return error;
}

Status CheckOverwrite(const Channel& channel, const Value& whole) {
  const Reducer& reducer = *channel.reducer;
  if (!reducer.Holds(whole)) {
    return Error("channel_type", {})
        .Cause("the reducer " + std::string(reducer.name()) + " cannot go on from " +
               std::string(KindName(whole.kind())));
  }
  return reducer.takes_elements() ? CheckElements(channel.schema, whole)
                                  : channel.schema.Check(whole);
}

Status CheckValue(const Channel& channel, const Write& write) {
  const bool replaces = write.mode == WriteMode::kOverwrite && channel.reducer != nullptr;
  return replaces ? CheckOverwrite(channel, write.value) : channel.schema.Check(write.value);
}

// A topic puts what is no list into one.
int LevelsAround(const Channel& channel, const Write& write) {
  const bool topic = channel.keep == Keep::kTopic || channel.keep == Keep::kTopicAll;
  return topic && !write.value.is_array() ? 1 : 0;
}

}  // namespace

Slot InitialSlot(const Channel& channel) {
  if (channel.initial) return {.value = *channel.initial, .has = true};
  if (channel.keep != Keep::kReduced) return {};
  Value start = channel.reducer->Start();
  const bool has = !start.is_null();
  return {.value = std::move(start), .has = has};
}

Status CheckWholeWrite(const Channel& channel, const Write& write) {
  DF_TRY(CheckDepth(write.value, LevelsAround(channel, write)));
  const bool anything = channel.schema.accepts_everything() && write.mode == WriteMode::kReduce;
  if (anything) return Ok();
  Status status = CheckValue(channel, write);
  if (status.has_error()) return Misfit(channel, status.error());
  return status;
}

bool Expires(Keep keep) {
  return keep == Keep::kLatest || keep == Keep::kEphemeral || keep == Keep::kTopic;
}

}  // namespace dashflow::channel
