// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/stream.h"

#include <algorithm>
#include <utility>

namespace dashflow::memory {

bool Stream::Append(std::uint64_t seq, std::string_view bytes, UndoLog& undo) {
  if (seq != last_ + 1) return false;
  undo.Add(AppendStep{this, entries_.size()});
  entries_.Add(bytes);
  last_ = seq;
  return true;
}

void Stream::DropBehind(std::size_t size) {
  last_ -= entries_.size() - size;
  entries_.DropBack(entries_.size() - size);
}

void Stream::Trim(std::uint64_t seq, UndoLog& undo) {
  if (seq <= first()) return;
  const auto count = std::min<std::uint64_t>(seq - first(), entries_.size());
  SaveTo(undo);
  entries_.DropFront(count);
}

void Stream::Forget(UndoLog& undo) {
  SaveTo(undo);
  *this = {};
}

void Stream::SaveTo(UndoLog& undo) {
  undo.Add([this, before = *this] { *this = before; });
}

Page Stream::Collect(const sdk::StoreRange& range) const {
  Page page;
  const std::uint64_t from = std::max(range.from, first());
  const std::uint64_t to = std::min(range.to, last_);
  if (from > to) return page;
  const std::uint64_t count = std::min(to - from + 1, range.limit);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t seq = range.reverse ? to - i : from + i;
    page.rows.push_back({{}, entries_.At(seq - first()), seq, 0});
  }
  page.more = count < to - from + 1;
  return page;
}

}  // namespace dashflow::memory
