// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/rebase.h"

#include <memory>
#include <string>
#include <utility>

#include "host/checkpoint/care/log_writer.h"
#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

// Copies one branch, entry by entry.
class Rebaser {
 public:
  Rebaser(Store& store, const BranchPlan& branch, std::uint64_t stream, std::uint64_t previous,
          const NewPlaces& places)
      : store_(store),
        branch_(branch),
        first_(branch.first),
        previous_(previous),
        parent_(places.Of(branch.parent)),
        writer_(store, stream) {}

  Status Copy() {
    const auto copy = [this](const Position& at, Entry entry, std::string_view) -> Status {
      if (at.seq == first_) return Begin(std::move(entry));
      entry.replay_from = NewReplay(entry.replay_from);
      return writer_.Add(std::move(entry));
    };
    DF_TRY(VisitEntries(store_, branch_.stream, first_, copy));
    return writer_.Flush();
  }

  // Whether what it stands on stays.
  bool IsWhole() const {
    return first_ == 1 && (branch_.parent.stream == 0 || parent_.has_value());
  }

 private:
  Status Begin(Entry entry) {
    if (!IsWhole()) DF_TRY(StandAlone(entry));
    entry.parent = IsWhole() ? parent_.value_or(Position{}) : Position{};
    entry.previous = previous_;
    DF_ASSIGN(entry.before, Loader(store_).ChecksumAt(entry.parent));
    return writer_.Add(std::move(entry));
  }

  // The entry says all that its state needs.
  Status StandAlone(Entry& entry) {
    DF_ASSIGN(Loaded loaded, Loader(store_).Load({branch_.stream, first_}));
    const bool was_step = entry.kind == EntryKind::kStep;
    if (was_step || entry.source == Source::kInput) entry.source = Source::kPruned;
    entry.kind = EntryKind::kBegin;
    entry.input = {};
    entry.names = std::make_shared<const Names>(std::move(loaded.names));
    entry.full = true;
    entry.changes = WholeState(loaded.state);
    entry.types = std::move(loaded.state.types);
    entry.replay_from = 1;
    entry.writes.clear();
    for (EndedTask& task : entry.ended) task.writes = 0;
    return Ok();
  }

  std::uint64_t NewReplay(std::uint64_t old) const {
    if (old == 0) return IsWhole() ? 0 : 1;
    return old <= first_ ? 1 : old - first_ + 1;
  }

  Store& store_;
  const BranchPlan& branch_;
  const std::uint64_t first_;
  const std::uint64_t previous_;
  const std::optional<Position> parent_;
  LogWriter writer_;
};

}  // namespace

std::vector<Change> WholeState(const State& state) {
  std::vector<Change> changes;
  for (channel::ChannelId id = 0; id < state.slots.size(); ++id) {
    const channel::Slot& slot = state.slots[id];
    if (!slot.has && !slot.held) continue;
    Change& change = changes.emplace_back();
    if (slot.held) change.how = Change::How::kHold;
    change.channel = id;
    change.version = slot.version;
    change.value = slot.value;
  }
  return changes;
}

std::uint64_t NewPlaces::StreamOf(std::uint64_t old_stream) const {
  const auto found = moved_.find(old_stream);
  return found == moved_.end() ? 0 : found->second.stream;
}

std::optional<Position> NewPlaces::Of(const Position& old) const {
  const auto found = moved_.find(old.stream);
  if (found == moved_.end()) return std::nullopt;
  const Moved& moved = found->second;
  if (old.seq == 0 && moved.whole) return Position{moved.stream, 0};
  if (old.seq < moved.first) return std::nullopt;
  return Position{moved.stream, old.seq - moved.first + 1};
}

Status Rebase(Store& store, const BranchPlan& branch, std::uint64_t stream, std::uint64_t previous,
              NewPlaces& places) {
  Rebaser rebaser(store, branch, stream, previous, places);
  DF_TRY(rebaser.Copy());
  places.Add(branch.stream, branch.first, stream, rebaser.IsWhole());
  return Ok();
}

}  // namespace dashflow::checkpoint
