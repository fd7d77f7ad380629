// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "host/base/digest.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/task_codec.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kUnchained = 1;  // does not say what it stands behind
constexpr std::uint8_t kFormat = 2;
constexpr std::size_t kChecksumBytes = sizeof(std::uint64_t);

enum Flag : std::uint8_t {
  kFull = 1,
  kPassedInterrupt = 2,
  kFailing = 4,
  kChanged = 8,
  kUnderWay = 16,
  kTypes = 32,
  kBeside = 64,
  kInputHidden = 128
};

std::int64_t Nanoseconds(WallTime time) { return time.time_since_epoch().count(); }

void WriteNames(Writer& w, const std::vector<std::string>& names) {
  w.Varint(names.size());
  for (const auto& name : names) w.Text(name);
}

std::vector<std::string> ReadNames(Reader& r) {
  std::vector<std::string> names(r.Count());
  for (auto& name : names) name = r.Text();
  return names;
}

void WriteBegin(Writer& w, const Entry& entry) {
  w.Varint(entry.parent.stream);
  w.Varint(entry.parent.seq);
  w.Varint(entry.previous);
  w.Byte(static_cast<std::uint8_t>(entry.source));
  w.Put(entry.input);
  static const Names kNone;
  const Names& names = entry.names ? *entry.names : kNone;
  w.Raw(names.encoded.empty() ? EncodeNames(names) : names.encoded);
}

void ReadBegin(Reader& r, Entry& entry) {
  entry.parent.stream = r.Varint();
  entry.parent.seq = r.Varint();
  entry.previous = r.Varint();
  const std::uint8_t source = r.Byte();
  if (source < 1 || source > 4) r.Fail();
  entry.source = static_cast<Source>(source);
  entry.input = r.Get();
  Names names;
  names.workflow = r.Text();
  names.version = r.Text();
  names.channels = ReadNames(r);
  names.nodes = ReadNames(r);
  entry.names = std::make_shared<const Names>(std::move(names));
}

void WriteChange(Writer& w, const Change& change) {
  w.Byte(static_cast<std::uint8_t>(change.how));
  w.Varint(change.channel);
  w.Varint(change.version);
  if (change.how != Change::How::kClear) w.Put(change.value);
}

Change ReadChange(Reader& r) {
  Change change;
  const std::uint8_t how = r.Byte();
  if (how < 1 || how > 4) r.Fail();
  change.how = static_cast<Change::How>(how);
  change.channel = static_cast<channel::ChannelId>(r.Varint());
  change.version = r.Varint();
  if (change.how != Change::How::kClear) change.value = r.Get();
  if (change.how == Change::How::kAppend && !change.value.is_array()) r.Fail();
  return change;
}

void WriteFrontier(Writer& w, const Entry& entry) {
  w.Varint(entry.version);
  w.Varint(entry.changes.size());
  for (const auto& change : entry.changes) WriteChange(w, change);
  w.Varint(entry.due.size());
  for (const auto& task : entry.due) WriteDueTask(w, task);
  w.Varint(entry.joins.size());
  for (const auto& [join, seen] : entry.joins) {
    w.Varint(join);
    w.Varint(seen);
  }
  WriteEnded(w, entry);
}

void ReadFrontier(Reader& r, Entry& entry) {
  entry.version = r.Varint();
  entry.changes.resize(r.Count());
  for (auto& change : entry.changes) change = ReadChange(r);
  entry.due.resize(r.Count());
  for (auto& task : entry.due) task = ReadDueTask(r);
  entry.joins.resize(r.Count());
  for (auto& [join, seen] : entry.joins) {
    join = static_cast<std::uint32_t>(r.Varint());
    seen = r.Varint();
  }
  ReadEnded(r, entry);
}

bool IsInside(EntryKind kind) {
  return kind == EntryKind::kPending || kind == EntryKind::kTakeover;
}

// A begin that goes on inside a superstep.
bool IsUnderWay(const Entry& entry) {
  return entry.kind == EntryKind::kBegin && !entry.progress.empty();
}

void ReadBody(Reader& r, Entry& entry, bool has_progress) {
  if (entry.kind == EntryKind::kBegin) ReadBegin(r, entry);
  if (HasState(entry)) ReadFrontier(r, entry);
  if (!has_progress) return;
  entry.progress.resize(r.Count());
  for (auto& progress : entry.progress) progress = ReadProgress(r);
}

Entry ReadEntry(Reader& r) {
  Entry entry;
  const std::uint8_t format = r.Byte();
  if (format != kFormat && format != kUnchained) r.Fail();
  const std::uint8_t kind = r.Byte();
  if (kind < 1 || kind > 4) r.Fail();
  entry.kind = static_cast<EntryKind>(kind);
  const std::uint8_t flags = r.Byte();
  entry.full = (flags & kFull) != 0;
  entry.passed_interrupt_before = (flags & kPassedInterrupt) != 0;
  entry.changed = (flags & kChanged) != 0;
  if (entry.changed && entry.kind != EntryKind::kTakeover) r.Fail();
  entry.input_hidden = (flags & kInputHidden) != 0;
  const bool under_way = (flags & kUnderWay) != 0;
  if (under_way && entry.kind != EntryKind::kBegin) r.Fail();
  entry.epoch = r.Varint();
  entry.event_seq = r.Varint();
  entry.step = r.Signed();
  entry.time = WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(r.Word())));
  entry.replay_from = r.Varint();
  entry.run = r.Text();
  if ((flags & kFailing) != 0) entry.failing = r.Get();
  if ((flags & kTypes) != 0) entry.types = ReadTypes(r);
  if ((flags & kBeside) != 0) entry.beside = static_cast<std::int64_t>(r.Varint());
  ReadBody(r, entry, under_way || IsInside(entry.kind));
  if (format == kFormat) entry.before = r.Word();
  return entry;
}

void WriteHead(Writer& w, const Entry& entry) {
  w.Byte(kFormat);
  w.Byte(static_cast<std::uint8_t>(entry.kind));
  w.Byte(static_cast<std::uint8_t>(
      (entry.full ? kFull : 0) | (entry.passed_interrupt_before ? kPassedInterrupt : 0) |
      (entry.failing.is_null() ? 0 : kFailing) | (entry.changed ? kChanged : 0) |
      (IsUnderWay(entry) ? kUnderWay : 0) | (entry.types.empty() ? 0 : kTypes) |
      (entry.beside == 0 ? 0 : kBeside) | (entry.input_hidden ? kInputHidden : 0)));
  w.Varint(entry.epoch);
  w.Varint(entry.event_seq);
  w.Signed(entry.step);
  w.Word(static_cast<std::uint64_t>(Nanoseconds(entry.time)));
  w.Varint(entry.replay_from);
  w.Text(entry.run);
  if (!entry.failing.is_null()) w.Put(entry.failing);
  if (!entry.types.empty()) WriteTypes(w, entry.types);
  if (entry.beside != 0) w.Varint(static_cast<std::uint64_t>(entry.beside));
}

void WriteBody(Writer& w, const Entry& entry) {
  if (entry.kind == EntryKind::kBegin) WriteBegin(w, entry);
  if (HasState(entry)) WriteFrontier(w, entry);
  if (!IsInside(entry.kind) && !IsUnderWay(entry)) return;
  w.Varint(entry.progress.size());
  for (const auto& progress : entry.progress) WriteProgress(w, progress);
}

void WriteEntry(const Entry& entry, std::string& out) {
  Writer w(out);
  WriteHead(w, entry);
  WriteBody(w, entry);
  w.Word(entry.before.value_or(0));
}

Error Damaged(std::string cause) {
  return Error("store_damaged", "a log entry cannot be read")
      .Operation("read checkpoint")
      .Cause(std::move(cause));
}

}  // namespace

std::string EncodeNames(const Names& names) {
  std::string encoded;
  Writer w(encoded);
  w.Text(names.workflow);
  w.Text(names.version);
  WriteNames(w, names.channels);
  WriteNames(w, names.nodes);
  w.Flush();
  return encoded;
}

std::uint64_t EncodeEntry(const Entry& entry, std::string& out) {
  const std::size_t start = out.size();
  WriteEntry(entry, out);
  const std::uint64_t checksum = Digest64(std::string_view(out).substr(start));
  out.append(reinterpret_cast<const char*>(&checksum), kChecksumBytes);
  return checksum;
}

Result<Entry> DecodeEntry(std::string_view bytes) {
  if (bytes.size() < kChecksumBytes)
    return Damaged("it has only " + std::to_string(bytes.size()) + " bytes");
  const auto body = bytes.substr(0, bytes.size() - kChecksumBytes);
  const std::uint64_t checksum = Reader(bytes.substr(body.size())).Word();
  if (checksum != Digest64(body)) return Damaged("its checksum does not match");
  Reader reader(body);
  Entry entry = ReadEntry(reader);
  entry.checksum = checksum;
  if (reader.failed() || !reader.at_end()) {
    return Damaged("it is malformed at byte " + std::to_string(reader.offset()));
  }
  return entry;
}

}  // namespace dashflow::checkpoint
