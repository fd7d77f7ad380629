// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "host/channel/channel.h"

namespace dashflow::channel {
namespace {

using Writes = std::span<const Write* const>;

Error Concurrent(const Channel& channel, const std::string& cause) {
  return Error("concurrent_write", "channel '" + channel.name + "': " + cause)
      .Operation("fold the writes of a superstep")
      .Resource(channel.name)
      .Cause(cause);
}

Error Refused(const Channel& channel, Error error) {
  if (error.message().empty()) error.Message(error.cause());
  error.Message("channel '" + channel.name + "': " + error.message());
  error.Operation("fold the writes of a superstep").Resource(channel.name);
  return error;
}

// Back to what the channel holds before any write.
bool Expire(const Channel& channel, Slot& slot) {
  Slot initial = InitialSlot(channel);
  if (!slot.has || (initial.has && slot.value == initial.value)) return false;
  slot.value = std::move(initial.value);
  slot.has = initial.has;
  return true;
}

void Set(Slot& slot, const Value& value) {
  slot.value = value;
  slot.has = true;
}

Result<bool> FoldOne(const Channel& channel, Slot& slot, Writes writes) {
  if (writes.size() > 1) {
    return Concurrent(channel,
                      std::to_string(writes.size()) + " writes in one superstep, it takes one");
  }
  Set(slot, writes.front()->value);
  return true;
}

bool Hold(Slot& slot, const Value& value) {
  slot.value = value;
  slot.has = false;
  slot.held = true;
  return true;
}

Result<bool> FoldTopic(Slot& slot, Value list, Writes writes) {
  for (const Write* write : writes) {
    const Value& value = write->value;
    list = value.is_array() ? std::move(list).Concat(value) : std::move(list).Append(value);
  }
  slot.value = std::move(list);
  slot.has = true;
  return true;
}

Value TopicSoFar(const Channel& channel, Slot& slot) {
  if (channel.keep == Keep::kTopic || !slot.value.is_array()) return Value::EmptyArray();
  return std::move(slot.value);
}

// The one overwrite of the superstep; null when there is none.
Result<const Write*> FindOverwrite(const Channel& channel, Writes writes) {
  const Write* found = nullptr;
  for (const Write* write : writes) {
    if (write->mode != WriteMode::kOverwrite) continue;
    if (found != nullptr) return Concurrent(channel, "two overwrites in one superstep");
    found = write;
  }
  return found;
}

Result<bool> Overwrite(const Channel& channel, Slot& slot, const Value& whole) {
  if (!channel.reducer->Holds(whole)) {
    return Refused(channel,
                   Error("invalid_update", {})
                       .Cause("the reducer '" + std::string(channel.reducer->name()) +
                              "' cannot go on from " + std::string(KindName(whole.kind()))));
  }
  Set(slot, whole);
  return true;
}

Result<Value> ReduceAll(const Reducer& reducer, Value current, Writes writes, Memo* memo) {
  for (const Write* write : writes) {
    auto next = memo == nullptr ? reducer.Reduce(std::move(current), write->value)
                                : reducer.ReduceWith(std::move(current), write->value, *memo);
    if (next.has_error()) return next;
    current = std::move(next).value();
    if (current.depth() > kMaxDepth) {
      return Error("value_too_deep", {})
          .Cause("the value is nested deeper than " + std::to_string(kMaxDepth));
    }
  }
  return current;
}

bool CannotFail(const Reducer& reducer, const Value& current, Writes writes) {
  return reducer.Holds(current) && std::ranges::all_of(writes, [&](const Write* write) {
           return reducer.Accepts(write->value);
         });
}

Result<bool> FoldReduced(const Channel& channel, Slot& slot, Writes writes, Memo* memo) {
  DF_ASSIGN(const Write* overwrite, FindOverwrite(channel, writes));
  if (overwrite != nullptr && memo != nullptr) memo->Forget();
  if (overwrite != nullptr) return Overwrite(channel, slot, overwrite->value);
  // A second reference would make a list copy its end instead of growing in place.
  Value before = CannotFail(*channel.reducer, slot.value, writes) ? Value() : slot.value;
  auto reduced = ReduceAll(*channel.reducer, std::move(slot.value), writes, memo);
  if (reduced.has_error()) {
    slot.value = std::move(before);
    return Refused(channel, reduced.error());
  }
  slot.value = std::move(reduced).value();
  slot.has = true;
  return true;
}

}  // namespace

Result<bool> Fold(const Channel& channel, Slot& slot, Writes writes, Memo* memo) {
  if (writes.empty()) return Expires(channel.keep) && Expire(channel, slot);
  switch (channel.keep) {
    case Keep::kOne:
    case Keep::kEphemeral:
    case Keep::kUntracked:
      return FoldOne(channel, slot, writes);
    case Keep::kLatest:
      return FoldOne(channel, slot, writes.last(1));
    case Keep::kAfterFinish:
      return Hold(slot, writes.back()->value);
    case Keep::kTopic:
    case Keep::kTopicAll:
      return FoldTopic(slot, TopicSoFar(channel, slot), writes);
    case Keep::kReduced:
      return FoldReduced(channel, slot, writes, memo);
  }
  return false;
}

bool Finish(Slot& slot) {
  if (!slot.held) return false;
  slot.has = true;
  slot.held = false;
  return true;
}

}  // namespace dashflow::channel
