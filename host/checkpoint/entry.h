// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/state.h"

namespace dashflow::checkpoint {

// Where an entry stands.
struct Position {
  std::uint64_t stream = 0;
  std::uint64_t seq = 0;
  bool operator==(const Position&) const = default;
};

// "s-q" in hexadecimal: what users see as the id of a checkpoint.
std::string ToText(const Position& position);
std::optional<Position> ParsePosition(std::string_view text);

enum class EntryKind : std::uint8_t {
  kBegin = 1,     // first of a stream: names, parent, input; the state after the input was applied
  kStep = 2,      // a superstep
  kPending = 3,   // progress of tasks whose superstep has not ended
  kTakeover = 4,  // a run continues the thread: fences whoever held it; answers, if any
};

// What happened to one channel. kAppend stores only what was added to a list, kHold a value that
// cannot be read yet.
struct Change {
  enum class How : std::uint8_t { kSet = 1, kAppend = 2, kClear = 3, kHold = 4 };
  How how = How::kSet;
  channel::ChannelId channel = 0;
  std::uint64_t version = 0;
  Value value;  // kAppend: the added elements as an array
};

// Of a slot without a value to read.
inline Change::How HowWithout(const channel::Slot& slot) {
  return slot.held ? Change::How::kHold : Change::How::kClear;
}

// Why a branch begins.
enum class Source : std::uint8_t {
  kInput = 1,   // a run was given an input
  kUpdate = 2,  // somebody changed the state
  kFork = 3,    // a run goes on from an older checkpoint
  kPruned = 4,  // what was before is gone
};

// One write of a superstep. A value that is among the changes of its entry is not stored again.
struct StoredWrite {
  enum class From : std::uint8_t {
    kHere = 0,     // `value`
    kChange = 1,   // what the channel was set to
    kElement = 2,  // the next element of the channel's list of the changes
    kSlice = 3,    // the next `count` of them, as a list
  };
  channel::ChannelId channel = 0;
  channel::WriteMode mode = channel::WriteMode::kReduce;
  From from = From::kHere;
  std::uint64_t count = 0;
  Value value;
};

// A task that ended in a superstep, and how many of the entry's writes are its own, in task order.
struct EndedTask {
  TaskPath path;
  std::uint64_t writes = 0;
};

// Names behind the numbers of a stream, so that it can be read without the workflow.
struct Names {
  std::string workflow;
  std::string version;
  std::vector<std::string> channels;
  std::vector<std::string> nodes;
  std::string encoded{};  // by EncodeNames, where many entries have them; empty = not yet
};

// The names as entries have them, without `encoded`.
std::string EncodeNames(const Names& names);

// One log entry. Which members count depends on the kind; the rest stays empty.
struct Entry {
  EntryKind kind = EntryKind::kStep;
  std::uint64_t epoch = 0;
  std::uint64_t event_seq = 0;  // last event number used before it
  std::int64_t step = 0;
  WallTime time;
  // The state at this entry needs the entries of its stream from here on; 0 = from 1, and the
  // parent's state before.
  std::uint64_t replay_from = 1;
  std::string run;
  Value failing;  // State::failing, of kStep and kPending
  // Node types that are new to the stream, or have another version than there; all of them where it
  // begins, and where it is `full`.
  std::vector<TypeVersionPtr> types;
  // The checksum of the entry that it was written behind: the one before it in its stream, or the
  // parent of the first. 0 = there is none; nothing = it is not known (format 1).
  std::optional<std::uint64_t> before{};
  std::uint64_t checksum = 0;  // of one that was read: its own

  // kBegin
  Position parent;             // stream 0 = none
  std::uint64_t previous = 0;  // the branch that the thread was on before; 0 = none
  Source source = Source::kInput;
  Value input;                         // of kInput
  bool input_hidden = false;           // kInput, durability `exit`: it makes no checkpoint
  std::shared_ptr<const Names> names;  // null = none at all

  // kTakeover: the state was changed before it goes on, so that what follows for kBegin and kStep
  // counts too, but for `full` and `ended`
  bool changed = false;

  // kBegin, kStep
  bool full = false;        // `changes` holds every channel that is not a growing list
  std::int64_t beside = 0;  // State::beside
  std::uint64_t version = 0;
  std::vector<Change> changes;
  std::vector<DueTask> due;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> joins;  // those that are not as at the start

  // kStep, and kBegin of an update; none where the supersteps of an entry are not known one by one
  std::vector<EndedTask> ended;
  std::vector<StoredWrite> writes;

  // kPending, kTakeover; kBegin of a superstep that was under way
  std::vector<TaskProgress> progress;
  bool passed_interrupt_before = false;
};

// Whether it says what changed and what is due.
inline bool HasState(const Entry& entry) {
  return entry.kind == EntryKind::kBegin || entry.kind == EntryKind::kStep || entry.changed;
}

// The codec of log entries (host/checkpoint/FORMAT.md): little endian, varints, values in the flat
// form, and a checksum, which is returned.
std::uint64_t EncodeEntry(const Entry& entry, std::string& out);
// Error store_damaged says what is wrong and at which offset. Safe for any bytes.
Result<Entry> DecodeEntry(std::string_view bytes);

// Folds `entry` into `state`, as it did when it was written.
void ApplyEntry(const Entry& entry, State& state);

}  // namespace dashflow::checkpoint
