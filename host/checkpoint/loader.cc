// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/loader.h"

#include <algorithm>
#include <string>

#include "host/checkpoint/entry_chain.h"
#include "host/checkpoint/envelope/envelope.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kLastSeq = INT64_MAX;

Result<Entry> Decode(const StoredEntry& stored, const Position& position, Store& store) {
  auto content = OpenEnvelope(stored.bytes.view(), store);
  if (content.has_error()) return LocateEntry(content.error(), position);
  auto entry = DecodeEntry(content.value());
  if (entry.has_error()) return LocateEntry(entry.error(), position);
  return entry;
}

void Note(const Entry& entry, Loaded& loaded) {
  loaded.epoch = std::max(loaded.epoch, entry.epoch);
  loaded.event_seq = std::max(loaded.event_seq, entry.event_seq);
  loaded.time = entry.time;
  if (entry.kind == EntryKind::kBegin) loaded.names = *entry.names;
  if (!HasState(entry)) return;
  const bool begins = entry.kind == EntryKind::kBegin && entry.input.is_null();
  loaded.begun_by = begins ? std::optional(entry.source) : std::nullopt;
}

}  // namespace

Error LocateEntry(Error error, const Position& position) {
  const Position parent{position.stream, position.seq - 1};
  error.Resource("checkpoint " + ToText(position));
  if (position.seq > 1)
    error.Fix("restore from a backup; its parent is checkpoint " + ToText(parent));
  return error;
}

std::string_view MadeBy(const Loaded& loaded) {
  if (loaded.begun_by == Source::kUpdate) return "update";
  return loaded.begun_by == Source::kFork ? "fork" : "loop";
}

Result<std::optional<Entry>> Loader::Head(std::uint64_t stream, std::uint64_t* seq) const {
  std::optional<Entry> head;
  DF_TRY(VisitBackwards({stream, kLastSeq}, [&](const Position& position, const Entry& entry) {
    head = entry;
    *seq = position.seq;
    return false;
  }));
  return head;
}

Result<Loaded> Loader::LoadHead(std::uint64_t stream) const {
  std::uint64_t seq = 0;
  DF_ASSIGN(const auto head, Head(stream, &seq));
  if (!head) return Error("thread_empty", "the thread has no checkpoint");
  return Load({stream, seq});
}

Result<Ancestry> Loader::FindCheckpoint(const Position& up_to) const {
  Ancestry found;
  DF_TRY(VisitBackwards(up_to, [&found](const Position& position, const Entry& entry) {
    if (!HasState(entry)) return true;
    const bool is_newest = found.checkpoint.stream == 0;
    (is_newest ? found.checkpoint : found.parent) = position;
    if (is_newest && entry.kind == EntryKind::kBegin) found.parent = entry.parent;
    return is_newest && entry.kind != EntryKind::kBegin;
  }));
  return found;
}

Result<Position> Loader::ParentOf(std::uint64_t stream) const {
  Position parent;
  DF_TRY(VisitForwards({stream, 1}, [&parent](const Position&, const Entry& first) {
    parent = first.parent;
    return false;
  }));
  return parent;
}

Result<std::uint64_t> Loader::ChecksumAt(const Position& position) const {
  if (position.stream == 0 || position.seq == 0) return std::uint64_t{0};
  DF_ASSIGN(const Entry entry, ReadOne(position));
  return entry.checksum;
}

Result<Entry> Loader::ReadOne(Position position) const {
  Result<Entry> entry = Error("checkpoint_not_found", "there is no checkpoint " + ToText(position))
                            .Operation("read checkpoint")
                            .Resource("checkpoint " + ToText(position));
  const StoreCode code = store_.Read(position.stream, position.seq, position.seq, false, 1,
                                     [&](const StoredEntry& stored) {
                                       entry = Decode(stored, position, store_);
                                       return true;
                                     });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound) {
    return LocateEntry(StoreError(code, store_, "read checkpoint"), position);
  }
  return entry;
}

Result<Entry> Loader::ReadFirst(std::uint64_t stream) const {
  auto first = ReadOne({stream, 1});
  if (first.has_value() || first.error().code() != "checkpoint_not_found") return first;
  return LocateEntry(Error("store_damaged", "the first log entry is missing")
                         .Operation("read checkpoint")
                         .Cause("a log has all entries from its first one on"),
                     {stream, 1});
}

Result<Loaded> Loader::Load(Position position) const {
  Loaded loaded;
  DF_TRY(NoteLast(position, loaded));
  DF_TRY(NoteFirst(position.stream, loaded));
  DF_TRY(Replay(std::max<std::uint64_t>(loaded.replay_from, 1), position, loaded));
  loaded.position = position;
  return loaded;
}

Status Loader::NoteLast(const Position& position, Loaded& loaded) const {
  DF_ASSIGN(const Entry last, ReadOne(position));
  loaded.replay_from = last.replay_from;
  loaded.checksum = last.checksum;
  return Ok();
}

Status Loader::NoteFirst(std::uint64_t stream, Loaded& loaded) const {
  DF_ASSIGN(const Entry first, ReadFirst(stream));
  Note(first, loaded);
  if (loaded.replay_from != 0) return Ok();
  DF_ASSIGN(auto parent, Load(first.parent));
  if (first.parent.seq != 0) DF_TRY(CheckParent(first, stream, parent.checksum));
  loaded.state = std::move(parent.state);
  return Ok();
}

Status Loader::Replay(std::uint64_t from, const Position& to, Loaded& loaded) const {
  Status failure = Ok();
  std::uint64_t next = from;
  EntryChain chain;
  const StoreCode code =
      store_.Read(to.stream, from, to.seq, false, 0, [&](const StoredEntry& stored) {
        const Position here{to.stream, stored.seq};
        auto entry = Decode(stored, here, store_);
        if (entry.has_error()) return failure = entry.error(), false;
        if (stored.seq != next)
          return failure = LocateEntry(Error("store_damaged", "a log entry is missing"),
                                       {to.stream, next}),
                 false;
        ++next;
        if ((failure = chain.Follow(here, entry.value())).has_error()) return false;
        Note(entry.value(), loaded);
        ApplyEntry(entry.value(), loaded.state);
        return true;
      });
  if (failure.has_error()) return failure;
  if (code != StoreCode::kOk)
    return LocateEntry(StoreError(code, store_, "read checkpoint"), {to.stream, next});
  return Ok();
}

Status Loader::VisitBackwards(Position from, const Visitor& take) const {
  return Visit(from, true, take);
}

Status Loader::VisitForwards(Position to, const Visitor& take) const {
  return Visit(to, false, take);
}

Status Loader::Visit(Position last, bool reverse, const Visitor& take) const {
  Status failure = Ok();
  EntryChain chain;
  const StoreCode code =
      store_.Read(last.stream, 1, last.seq, reverse, 0, [&](const StoredEntry& stored) {
        const Position here{last.stream, stored.seq};
        auto entry = Decode(stored, here, store_);
        if (entry.has_error()) return failure = entry.error(), false;
        failure = reverse ? chain.Precede(here, entry.value()) : chain.Follow(here, entry.value());
        return !failure.has_error() && take(here, entry.value());
      });
  if (failure.has_error()) return failure;
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store_, "read history");
  return Ok();
}

}  // namespace dashflow::checkpoint
