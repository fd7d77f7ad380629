// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/index/index.h"

#include <algorithm>
#include <utility>

namespace dashflow::file {
namespace {

using Kind = Change::Kind;

constexpr std::uint64_t kLine = 100;  // bytes of a change beside its own, about

}  // namespace

void Index::CountIn(const Payload& payload) { live_bytes_ += payload.size + kLine; }
void Index::CountOut(const Payload& payload) { live_bytes_ -= payload.size + kLine; }

void Index::Apply(const Change& change, std::uint64_t offset, Undo* undo) {
  const Payload payload{offset, change.size, change.sum};
  switch (change.kind) {
    case Kind::kPut:
      return Put(change, payload, undo);
    case Kind::kErase:
      return Erase(change.space, change.key, undo);
    case Kind::kEraseRange:
      return EraseRange(change, undo);
    case Kind::kAppend:
      return Append(change, payload, undo);
    case Kind::kTrim:
      return Trim(change.stream, change.seq, undo);
    case Kind::kForget:
      return SetStream(change.stream, nullptr, undo);
    case Kind::kStreamEnd: {
      const Stream end{change.seq, {}};
      return SetStream(change.stream, &end, undo);
    }
    case Kind::kBlob:
      return SetBlob(change.key, Blob{payload, change.time_ns}, undo);
    case Kind::kTouch:
      return Touch(change, undo);
    case Kind::kEraseBlob:
      return SetBlob(change.key, std::nullopt, undo);
    case Kind::kLastRev:
      last_rev_ = std::max(last_rev_, change.rev);
      return;
    case Kind::kClosed:
      return;
  }
}

void Index::Put(const Change& change, const Payload& payload, Undo* undo) {
  // Revisions are not taken back: none is given twice.
  last_rev_ = std::max(last_rev_, change.rev);
  if (undo != nullptr) {
    const Record* there = FindRecord(change.space, change.key, INT64_MIN);
    undo->Add([this, space = change.space, key = change.key,
               before = there == nullptr ? std::nullopt : std::optional(*there)] {
      SetRecord(space, key, before);
    });
  }
  SetRecord(change.space, change.key, Record{payload, change.rev, change.time_ns, change.terms});
}

void Index::Erase(const std::string& space, const std::string& key, Undo* undo) {
  const Record* there = FindRecord(space, key, INT64_MIN);
  if (there == nullptr) return;
  if (undo != nullptr) {
    undo->Add([this, space, key, before = *there] { SetRecord(space, key, before); });
  }
  SetRecord(space, key, std::nullopt);
}

void Index::EraseRange(const Change& change, Undo* undo) {
  const auto at = spaces_.find(change.space);
  if (at == spaces_.end()) return;
  for (const std::string& key : at->second.KeysIn(change.key, change.end)) {
    Erase(change.space, key, undo);
  }
}

void Index::SetRecord(const std::string& space, const std::string& key,
                      const std::optional<Record>& record) {
  Records& records = spaces_[space];
  if (record) CountIn(record->payload);
  if (record && record->expires_ns != 0) ends_.emplace(record->expires_ns, space, key);
  const auto before = record ? records.Put(key, *record) : records.Erase(key);
  if (!before) return;
  CountOut(before->payload);
  const bool same_end = record && record->expires_ns == before->expires_ns;
  if (!same_end) ends_.erase({before->expires_ns, space, key});
}

void Index::Sweep(std::int64_t now) {
  while (!ends_.empty() && std::get<0>(*ends_.begin()) <= now) {
    const auto [expiry, space, key] = *ends_.begin();
    SetRecord(space, key, std::nullopt);
  }
}

void Index::Append(const Change& change, const Payload& payload, Undo* undo) {
  Stream& stream = streams_[change.stream];
  if (undo != nullptr) {
    undo->Add([this, number = change.stream, last = stream.last] {
      Stream& grown = streams_[number];
      CountOut(grown.entries.back());
      grown.entries.pop_back();
      grown.last = last;
      if (last == 0) streams_.erase(number);
    });
  }
  CountIn(payload);
  stream.entries.push_back(payload);
  stream.last = change.seq;
}

void Index::Trim(std::uint64_t stream, std::uint64_t seq, Undo* undo) {
  const auto at = streams_.find(stream);
  if (at == streams_.end() || seq <= at->second.first()) return;
  std::deque<Payload>& entries = at->second.entries;
  const auto count = std::min<std::uint64_t>(seq - at->second.first(), entries.size());
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(count);
  std::for_each(entries.begin(), end, [this](const Payload& payload) { CountOut(payload); });
  if (undo != nullptr) {
    undo->Add([this, stream, gone = std::deque<Payload>(entries.begin(), end)] {
      std::deque<Payload>& rest = streams_[stream].entries;
      for (const Payload& payload : gone) CountIn(payload);
      rest.insert(rest.begin(), gone.begin(), gone.end());
    });
  }
  entries.erase(entries.begin(), end);
}

// `content` null: the stream is new again.
void Index::SetStream(std::uint64_t stream, const Stream* content, Undo* undo) {
  const auto at = streams_.find(stream);
  if (undo != nullptr) {
    undo->Add(
        [this, stream, before = at == streams_.end() ? std::nullopt : std::optional(at->second)] {
          SetStream(stream, before ? &*before : nullptr, nullptr);
        });
  }
  if (at != streams_.end()) {
    for (const Payload& payload : at->second.entries) CountOut(payload);
    streams_.erase(at);
  }
  if (content == nullptr) return;
  for (const Payload& payload : content->entries) CountIn(payload);
  streams_[stream] = *content;
}

void Index::SetBlob(const std::string& hash, std::optional<Blob> blob, Undo* undo) {
  const auto at = blobs_.find(hash);
  if (undo != nullptr) {
    undo->Add([this, hash, before = at == blobs_.end() ? std::nullopt : std::optional(at->second)] {
      SetBlob(hash, before, nullptr);
    });
  }
  if (at != blobs_.end()) {
    CountOut(at->second.payload);
    blobs_.erase(at);
  }
  if (!blob) return;
  CountIn(blob->payload);
  blobs_.emplace(hash, *blob);
}

void Index::Touch(const Change& change, Undo* undo) {
  const Blob* there = FindBlob(change.key);
  if (there != nullptr) SetBlob(change.key, Blob{there->payload, change.time_ns}, undo);
}

const Record* Index::FindRecord(std::string_view space, std::string_view key,
                                std::int64_t now) const {
  const auto at = spaces_.find(space);
  return at == spaces_.end() ? nullptr : at->second.Find(key, now);
}

const Blob* Index::FindBlob(std::string_view hash) const {
  const auto at = blobs_.find(hash);
  return at == blobs_.end() ? nullptr : &at->second;
}

std::uint64_t Index::LastSeq(std::uint64_t stream) const {
  const auto at = streams_.find(stream);
  return at == streams_.end() ? 0 : at->second.last;
}

Rows Index::Collect(const sdk::StoreScan& scan, std::int64_t now) const {
  const auto at = spaces_.find(scan.space);
  return at == spaces_.end() ? Rows{} : at->second.Collect(scan, now);
}

Rows Index::Collect(const sdk::StoreRange& range) const {
  const auto at = streams_.find(range.stream);
  return at == streams_.end() ? Rows{} : at->second.Collect(range);
}

}  // namespace dashflow::file
