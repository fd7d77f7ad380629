// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/history/ended_writes.h"

#include <algorithm>
#include <map>

#include "host/value/builder.h"

namespace dashflow::checkpoint {
namespace {

// Takes values out of the changes of an entry, a list's elements one after the other.
class Taker {
 public:
  explicit Taker(const Entry& entry) : entry_(entry) {}

  // Null = it is not there.
  const Value* Whole(channel::ChannelId channel) const {
    const auto at = std::ranges::find(entry_.changes, channel, &Change::channel);
    return at == entry_.changes.end() ? nullptr : &at->value;
  }

  const Value* Element(channel::ChannelId channel) {
    const Value* list = Whole(channel);
    std::uint64_t& next = taken_[channel];
    if (list == nullptr || !list->is_array() || next >= list->size()) return nullptr;
    return &list->At(next++);
  }

 private:
  const Entry& entry_;
  std::map<channel::ChannelId, std::uint64_t> taken_;
};

std::optional<Value> Slice(Taker& taker, const StoredWrite& stored) {
  ArrayBuilder slice;
  for (std::uint64_t i = 0; i < stored.count; ++i) {
    const Value* element = taker.Element(stored.channel);
    if (element == nullptr) return std::nullopt;
    slice.Add(*element);
  }
  return std::move(slice).Build();
}

std::optional<Value> Copy(const Value* value) {
  return value == nullptr ? std::nullopt : std::optional<Value>(*value);
}

std::optional<Value> Take(Taker& taker, const StoredWrite& stored) {
  switch (stored.from) {
    case StoredWrite::From::kHere:
      return stored.value;
    case StoredWrite::From::kChange:
      return Copy(taker.Whole(stored.channel));
    case StoredWrite::From::kElement:
      return Copy(taker.Element(stored.channel));
    case StoredWrite::From::kSlice:
      return Slice(taker, stored);
  }
  return std::nullopt;
}

}  // namespace

Result<std::vector<TaskWrites>> WritesOfEnded(const Entry& entry) {
  Taker taker(entry);
  std::vector<TaskWrites> all;
  std::size_t next = 0;
  for (const EndedTask& ended : entry.ended) {
    TaskWrites& task = all.emplace_back(TaskWrites{ended.path, {}});
    for (std::uint64_t i = 0; i < ended.writes; ++i) {
      const StoredWrite& stored = entry.writes[next++];
      auto value = Take(taker, stored);
      if (!value) return Error("store_damaged", "a write names a value that its entry lacks");
      task.writes.push_back({stored.channel, stored.mode, *std::move(value)});
    }
  }
  return all;
}

}  // namespace dashflow::checkpoint
