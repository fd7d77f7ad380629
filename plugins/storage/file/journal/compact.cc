// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/journal/opening.h"

namespace dashflow::file {
namespace {

constexpr std::size_t kGroupBytes = 4 << 20;

// Copies what is in an index from one journal to another.
class Copy {
 public:
  Copy(const Journal& from, Journal& to, const sdk::StoreWatch& watch)
      : from_(from), to_(to), watch_(watch), group_(to.seed()) {}

  void Add(Change change, const Payload& payload) {
    group_.Add(change, ReadPayload(*from_.file(), from_.seed(), payload, LineOf(change)));
    if (group_.size() > kGroupBytes) Write();
  }
  void Add(Change change) { group_.Add(change, {}); }
  void Write() {
    if (!group_.empty()) to_.Append(group_);
    group_.Clear();
    watch_.Step(to_.end(), from_.end());
  }

 private:
  const Journal& from_;
  Journal& to_;
  const sdk::StoreWatch& watch_;
  GroupBuilder group_;
};

void CopyRecords(const Index& index, std::int64_t now, Copy& copy) {
  for (const auto& [space, records] : index.spaces()) {
    for (const auto& [key, record] : records.map()) {
      if (!record.IsThere(now)) continue;
      copy.Add({.kind = Change::Kind::kPut,
                .space = space,
                .key = key,
                .terms = record.terms,
                .rev = record.rev,
                .time_ns = record.expires_ns},
               record.payload);
    }
  }
}

void CopyStreams(const Index& index, Copy& copy) {
  for (const auto& [number, stream] : index.streams()) {
    const Change end{.kind = Change::Kind::kStreamEnd, .stream = number, .seq = stream.first() - 1};
    if (end.seq != 0) copy.Add(end);
    std::uint64_t seq = stream.first();
    for (const Payload& payload : stream.entries) {
      copy.Add({.kind = Change::Kind::kAppend, .stream = number, .seq = seq++}, payload);
    }
  }
}

void CopyBlobs(const Index& index, Copy& copy) {
  for (const auto& [hash, blob] : index.blobs()) {
    copy.Add({.kind = Change::Kind::kBlob, .key = hash, .time_ns = blob.touched_ns}, blob.payload);
  }
}

}  // namespace

std::unique_ptr<Journal> WriteAnew(const std::string& path, const Journal& from, const Index& index,
                                   std::int64_t now, const sdk::StoreWatch& watch) {
  const auto file = std::make_shared<JournalFile>(path, JournalFile::Mode::kCreate);
  auto journal = Journal::Begin(file, path);
  Copy copy(from, *journal, watch);
  copy.Add({.kind = Change::Kind::kLastRev, .rev = index.last_rev()});
  CopyRecords(index, now, copy);
  CopyStreams(index, copy);
  CopyBlobs(index, copy);
  copy.Write();
  return journal;
}

std::unique_ptr<Journal> Compact(const Names& names, const Journal& from, const Index& index,
                                 std::int64_t now, const sdk::StoreWatch& watch) {
  auto journal = WriteAnew(names.made, from, index, now, watch);
  TakePlace(names);
  return journal;
}

}  // namespace dashflow::file
