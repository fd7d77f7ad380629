// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/message_list.h"
#include "host/channel/reducers/refusal.h"
#include "host/channel/reducers/rules.h"
#include "host/value/value_iterate.h"

namespace dashflow::channel {
namespace {

bool IsList(const Value& value) { return value.is_array(); }

Status ApplyEach(MessageList& list, const Value& messages) {
  Status status = Ok();
  messages.ForEachElement([&](const Value& message) {
    status = list.Apply(message);
    return status.has_value();
  });
  return status;
}

// `write` is a message or a list of messages.
Result<Value> MessagesWith(Value current, const Value& write, Memo& memo) {
  MessageList list(std::move(current), static_cast<MessagePlaces&>(memo));
  DF_TRY(write.is_array() ? ApplyEach(list, write) : list.Apply(write));
  return std::move(list).Take();
}

Result<Value> Messages(Value current, const Value& write) {
  MessagePlaces places;
  return MessagesWith(std::move(current), write, places);
}

std::unique_ptr<Memo> NewPlaces() { return std::make_unique<MessagePlaces>(); }

}  // namespace

// Not associative: a message without id gets one that depends on its place.
const Rule kMessages = {.name = "messages",
                        .laws = {},
                        .start = &Value::EmptyArray,
                        .reduce = &Messages,
                        .holds = &IsList,
                        .accepts = &Never,
                        .appends = true,
                        .alters = true,
                        .new_memo = &NewPlaces,
                        .reduce_with = &MessagesWith};

}  // namespace dashflow::channel
