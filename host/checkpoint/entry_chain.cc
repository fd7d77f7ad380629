// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/entry_chain.h"

#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

Error Missing(const Position& at) {
  return LocateEntry(Error("store_damaged", "a log entry is missing").Operation("read checkpoint"),
                     at);
}

Error Foreign(const Position& at) {
  return LocateEntry(Error("store_damaged", "a log entry does not belong where it is")
                         .Operation("read checkpoint")
                         .Cause("it, or the one before it, is not the one that was written there"),
                     at);
}

}  // namespace

Status CheckParent(const Entry& first, std::uint64_t stream, std::uint64_t parent_checksum) {
  return StandsBehind(first.before, parent_checksum) ? Ok() : Status(Foreign({stream, 1}));
}

Status EntryChain::Follow(const Position& at, const Entry& entry) {
  if (seq_ != 0 && at.seq != seq_ + 1) return Missing({at.stream, seq_ + 1});
  if (seq_ != 0 && !StandsBehind(entry.before, checksum_)) return Foreign(at);
  Keep(at, entry);
  return Ok();
}

Status EntryChain::Precede(const Position& at, const Entry& entry) {
  if (seq_ != 0 && at.seq + 1 != seq_) return Missing({at.stream, at.seq + 1});
  if (seq_ != 0 && !StandsBehind(before_, entry.checksum)) return Foreign({at.stream, seq_});
  Keep(at, entry);
  return Ok();
}

void EntryChain::Keep(const Position& at, const Entry& entry) {
  seq_ = at.seq;
  checksum_ = entry.checksum;
  before_ = entry.before;
}

}  // namespace dashflow::checkpoint
