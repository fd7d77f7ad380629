// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/stream.h"

#include <algorithm>
#include <utility>

namespace dashflow::memory {
namespace {

constexpr std::size_t kUsual = 8;  // entries of a short run

}  // namespace

bool Stream::Append(std::uint64_t seq, std::string_view bytes, UndoLog* undo) {
  if (seq != last_ + 1) return false;
  if (entries_.empty()) entries_.reserve(kUsual);
  entries_.push_back(packing_.Pack(bytes));
  last_ = seq;
  if (undo != nullptr) {
    undo->Add([this] {
      entries_.pop_back();
      --last_;
    });
  }
  return true;
}

void Stream::Trim(std::uint64_t seq, UndoLog* undo) {
  if (seq <= first()) return;
  const auto count = std::min<std::uint64_t>(seq - first(), entries_.size());
  const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(count);
  if (undo != nullptr) {
    undo->Add([this, erased = std::vector<Buffer>(entries_.begin(), end)] {
      entries_.insert(entries_.begin(), erased.begin(), erased.end());
    });
  }
  entries_.erase(entries_.begin(), end);
}

void Stream::Forget(UndoLog* undo) {
  if (undo != nullptr) {
    undo->Add([this, before = *this] { *this = before; });
  }
  last_ = 0;
  entries_.clear();
}

Page Stream::Collect(const sdk::StoreRange& range) const {
  Page page;
  const std::uint64_t from = std::max(range.from, first());
  const std::uint64_t to = std::min(range.to, last_);
  if (entries_.empty() || from > to) return page;
  const std::uint64_t count = std::min(to - from + 1, range.limit);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t seq = range.reverse ? to - i : from + i;
    page.rows.push_back({{}, entries_[seq - first()], seq, 0});
  }
  page.more = count < to - from + 1;
  return page;
}

}  // namespace dashflow::memory
