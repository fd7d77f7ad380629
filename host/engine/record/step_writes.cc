// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/step_writes.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <iterator>

namespace dashflow::engine {
namespace {

using channel::Channel;
using channel::Keep;
using channel::Write;
using checkpoint::Change;
using From = checkpoint::StoredWrite::From;

const Change* ChangeOf(const checkpoint::Entry& entry, channel::ChannelId channel) {
  const auto at = std::ranges::lower_bound(entry.changes, channel, {}, &Change::channel);
  return at != entry.changes.end() && at->channel == channel ? &*at : nullptr;
}

// Whether the channel's value is that of the one write that it takes.
bool TakesOne(const Channel& channel, const Write& write) {
  return channel.keep == Keep::kOne || channel.keep == Keep::kEphemeral ||
         (channel.reducer != nullptr && write.mode == channel::WriteMode::kOverwrite);
}

From InAppended(const Channel& channel) {
  return channel.reducer->takes_elements() ? From::kElement : From::kSlice;
}

From InTopic(const Write& write) { return write.value.is_array() ? From::kSlice : From::kElement; }

// Of a list that a reducer appended to, how many elements its writes have named so far.
struct Named {
  channel::ChannelId channel = 0;
  std::uint64_t count = 0;
  bool differs = false;  // a write is not what was appended: from there on none is looked for
};
using AllNamed = boost::container::small_vector<Named, 4>;

Named& NamedOf(AllNamed& all, channel::ChannelId channel) {
  const auto at = std::ranges::find(all, channel, &Named::channel);
  return at != all.end() ? *at : all.emplace_back(Named{channel});
}

// Whether the list's elements from `at` on are those of `slice` themselves.
bool Holds(const Value& list, std::uint64_t at, const Value& slice) {
  if (at + slice.size() > list.size()) return false;
  for (std::uint64_t i = 0; i < slice.size(); ++i) {
    if (!list.At(at + i).SharesWith(slice.At(i))) return false;
  }
  return true;
}

From InAltered(const Write& write, const Value& list, Named& named) {
  const Value slice =
      write.value.is_array() ? write.value : Value::EmptyArray().Append(write.value);
  named.differs = named.differs || !Holds(list, named.count, slice);
  if (named.differs) return From::kHere;
  named.count += slice.size();
  return write.value.is_array() ? From::kSlice : From::kElement;
}

From Where(const Channel& channel, const Write& write, const Change* change, AllNamed& named) {
  if (change == nullptr || change->how == Change::How::kClear) return From::kHere;
  if (change->how == Change::How::kAppend) {
    if (channel.reducer == nullptr) return InTopic(write);
    return channel.reducer->alters()
               ? InAltered(write, change->value, NamedOf(named, write.channel))
               : InAppended(channel);
  }
  if (TakesOne(channel, write)) return From::kChange;
  return channel.keep == Keep::kTopic ? InTopic(write) : From::kHere;
}

bool IsTracked(const graph::Workflow& workflow, const Write& write) {
  return workflow.channels[write.channel].keep != Keep::kUntracked;
}

class WriteAdder {
 public:
  WriteAdder(const graph::Workflow& workflow, checkpoint::Entry& entry)
      : workflow_(workflow), entry_(entry) {}

  void Add(const Write& write) {
    if (!IsTracked(workflow_, write)) return;
    const Channel& channel = workflow_.channels[write.channel];
    checkpoint::StoredWrite& stored = entry_.writes.emplace_back();
    stored.channel = write.channel;
    stored.mode = write.mode;
    stored.from = Where(channel, write, ChangeOf(entry_, write.channel), named_);
    if (stored.from == From::kHere) stored.value = write.value;
    if (stored.from == From::kSlice) stored.count = write.value.size();
  }

 private:
  const graph::Workflow& workflow_;
  checkpoint::Entry& entry_;
  AllNamed named_;
};

}  // namespace

std::vector<Write> TrackedWrites(const graph::Workflow& workflow,
                                 const std::vector<Write>& writes) {
  std::vector<Write> tracked;
  tracked.reserve(writes.size());
  std::ranges::copy_if(writes, std::back_inserter(tracked),
                       [&workflow](const Write& write) { return IsTracked(workflow, write); });
  return tracked;
}

void AddEnded(const graph::Workflow& workflow, std::span<const Task> tasks,
              checkpoint::Entry& entry) {
  WriteAdder adder(workflow, entry);
  for (const Task& task : tasks) {
    const std::size_t before = entry.writes.size();
    for (const Write& write : task.result.writes) adder.Add(write);
    entry.ended.push_back({task.path, entry.writes.size() - before});
  }
}

}  // namespace dashflow::engine
