// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/state.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// A thread's state as of one entry of its log.
struct Loaded {
  State state;
  Position position;        // the entry
  std::uint64_t epoch = 0;  // highest seen
  std::uint64_t event_seq = 0;
  std::uint64_t replay_from = 1;  // of the entry
  std::uint64_t checksum = 0;     // of the entry
  Names names;
  WallTime time;
  std::optional<Source> begun_by{};  // of a state that a branch began with
};

// What made the state: "update", "fork", or the "loop", of which an input is the first superstep.
std::string_view MadeBy(const Loaded& loaded);

// A checkpoint, and the one behind which it stands; stream 0 = none.
struct Ancestry {
  Position checkpoint;
  Position parent;
};

// A failure to read an entry, with the entry and its parent named.
Error LocateEntry(Error error, const Position& position);

// Reads entries back and folds them. Damage is reported with the entry and its parent named;
// nothing falls back silently.
class Loader {
 public:
  explicit Loader(Store& store) : store_(store) {}

  // The newest entry of a stream; nothing when the stream is empty.
  Result<std::optional<Entry>> Head(std::uint64_t stream, std::uint64_t* seq) const;
  Result<Loaded> Load(Position position) const;
  // The head of a stream. Error thread_not_found when it is empty.
  Result<Loaded> LoadHead(std::uint64_t stream) const;

  // What a stream stands on; stream 0 = nothing, or the stream is empty.
  Result<Position> ParentOf(std::uint64_t stream) const;
  // The checksum of an entry; 0 where there is none, as of seq 0.
  Result<std::uint64_t> ChecksumAt(const Position& position) const;

  // The newest checkpoint of the stream up to an entry, which may be none itself.
  Result<Ancestry> FindCheckpoint(const Position& up_to) const;

  // Entries of one stream, newest first, until `take` returns false.
  using Visitor = std::function<bool(const Position&, const Entry&)>;
  Status VisitBackwards(Position from, const Visitor& take) const;
  // Oldest first, up to `to`.
  Status VisitForwards(Position to, const Visitor& take) const;

 private:
  Status Visit(Position last, bool reverse, const Visitor& take) const;
  Result<Entry> ReadOne(Position position) const;
  Result<Entry> ReadFirst(std::uint64_t stream) const;
  // Of an entry, which may be as large as the state: it is gone before the next one is read.
  Status NoteLast(const Position& position, Loaded& loaded) const;
  // With the state that its parent has, where the entry that is loaded needs it.
  Status NoteFirst(std::uint64_t stream, Loaded& loaded) const;
  Status Replay(std::uint64_t from, const Position& to, Loaded& loaded) const;

  Store& store_;
};

}  // namespace dashflow::checkpoint
