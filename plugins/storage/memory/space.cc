// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/space.h"

#include <utility>

namespace dashflow::memory {
namespace {

bool IsExpired(const Record& record, std::int64_t now) {
  return record.expires_ns != 0 && record.expires_ns <= now;
}

// The items of first..last, from the end when reverse, that `add` takes.
template <class Iterator, class Add>
Page Walk(Iterator first, Iterator last, const sdk::StoreScan& scan, Add add) {
  Page page;
  while (first != last && page.rows.size() < scan.limit) {
    add(scan.reverse ? *--last : *first++, page);
  }
  page.more = first != last && !page.rows.empty();
  return page;
}

}  // namespace

const Record* Space::Find(std::string_view key, std::int64_t now) const {
  const auto at = records_.find(key);
  return at == records_.end() || IsExpired(at->second, now) ? nullptr : &at->second;
}

void Space::Put(std::string_view key, Record record, UndoLog* undo) {
  Set(std::string(key), std::move(record), undo);
}

void Space::Erase(std::string_view key, UndoLog* undo) {
  Set(std::string(key), std::nullopt, undo);
}

void Space::EraseRange(std::string_view from, std::string_view to, UndoLog* undo) {
  auto at = records_.lower_bound(from);
  while (at != records_.end() && (to.empty() || at->first < to)) {
    const std::string key = (at++)->first;
    Set(key, std::nullopt, undo);
  }
}

void Space::Set(const std::string& key, std::optional<Record> record, UndoLog* undo) {
  auto previous = Replace(key, std::move(record));
  if (undo != nullptr) undo->Add([this, key, previous] { Replace(key, previous); });
}

std::optional<Record> Space::Replace(const std::string& key, std::optional<Record> record) {
  std::optional<Record> previous;
  if (const auto at = records_.find(key); at != records_.end()) {
    Unindex(key, at->second);
    previous = std::move(at->second);
    records_.erase(at);
  }
  if (record) {
    Index(key, *record);
    records_.emplace(key, *std::move(record));
  }
  return previous;
}

void Space::Index(const std::string& key, const Record& record) {
  for (const auto& term : record.terms) terms_.emplace(term, key);
  if (record.expires_ns != 0) ends_.emplace(record.expires_ns, key);
}

void Space::Unindex(const std::string& key, const Record& record) {
  for (const auto& term : record.terms) terms_.erase({term, key});
  if (record.expires_ns != 0) ends_.erase({record.expires_ns, key});
}

Page Space::Collect(const sdk::StoreScan& scan, std::int64_t now) const {
  if (!scan.to.empty() && scan.to <= scan.from) return {};
  return scan.term.empty() ? CollectByKey(scan, now) : CollectByTerm(scan, now);
}

Page Space::CollectByKey(const sdk::StoreScan& scan, std::int64_t now) const {
  const auto first = records_.lower_bound(scan.from);
  const auto last = scan.to.empty() ? records_.end() : records_.lower_bound(scan.to);
  return Walk(first, last, scan, [&](const auto& item, Page& page) {
    const auto& [key, record] = item;
    if (!IsExpired(record, now)) page.rows.push_back({key, record.bytes, 0, record.rev});
  });
}

Page Space::CollectByTerm(const sdk::StoreScan& scan, std::int64_t now) const {
  const std::string term(scan.term);
  const auto first = terms_.lower_bound({term, std::string(scan.from)});
  // No term sorts between a term and the same one with a zero byte added.
  const auto last = scan.to.empty() ? terms_.lower_bound({term + '\0', std::string()})
                                    : terms_.lower_bound({term, std::string(scan.to)});
  return Walk(first, last, scan, [&](const auto& item, Page& page) {
    const Record* record = Find(item.second, now);
    if (record != nullptr) page.rows.push_back({item.second, record->bytes, 0, record->rev});
  });
}

void Space::Sweep(std::int64_t now) {
  while (!ends_.empty() && ends_.begin()->first <= now) {
    const std::string key = ends_.begin()->second;
    Replace(key, std::nullopt);
  }
}

}  // namespace dashflow::memory
