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
  Set(key, std::move(record), undo);
}

void Space::Erase(std::string_view key, UndoLog* undo) { Set(key, std::nullopt, undo); }

void Space::EraseRange(std::string_view from, std::string_view to, UndoLog* undo) {
  auto at = records_.lower_bound(from);
  while (at != records_.end() && (to.empty() || at->first < to)) {
    const std::string_view key = (at++)->first;
    Set(key, std::nullopt, undo);
  }
}

void Space::Set(std::string_view key, std::optional<Record> record, UndoLog* undo) {
  if (undo == nullptr) {
    Replace(key, std::move(record));
    return;
  }
  std::string name(key);  // the key may be the record's own
  auto previous = Replace(key, std::move(record));
  undo->Add(
      [this, name = std::move(name), previous = std::move(previous)] { Replace(name, previous); });
}

std::optional<Record> Space::Replace(std::string_view key, std::optional<Record> record) {
  const auto at = records_.lower_bound(key);
  if (at == records_.end() || at->first != key) {
    if (!record) return std::nullopt;
    const auto added = records_.emplace_hint(at, key, *std::move(record));
    Index(added->first, added->second);
    return std::nullopt;
  }
  if (record) {
    IndexChange(at->first, at->second, *record);
    return std::exchange(at->second, *std::move(record));
  }
  Unindex(at->first, at->second);
  std::optional<Record> previous(std::move(at->second));
  records_.erase(at);
  return previous;
}

void Space::Index(std::string_view key, const Record& record) {
  record.terms.ForEach([&](std::string_view term) { IndexTerm(key, term); });
  if (record.expires_ns != 0) ends_.emplace(record.expires_ns, key);
}

void Space::Unindex(std::string_view key, const Record& record) {
  record.terms.ForEach([&](std::string_view term) { UnindexTerm(key, term); });
  if (record.expires_ns != 0) ends_.erase({record.expires_ns, key});
}

void Space::IndexTerm(std::string_view key, std::string_view term) {
  auto at = terms_.find(term);
  if (at == terms_.end()) at = terms_.emplace(term, Keys()).first;
  at->second.insert(at->second.end(), key);  // ids that rise with time come last
}

void Space::UnindexTerm(std::string_view key, std::string_view term) {
  const auto at = terms_.find(term);
  if (at == terms_.end()) return;
  at->second.erase(key);
  if (at->second.empty()) terms_.erase(at);
}

void Space::IndexChange(std::string_view key, const Record& before, const Record& after) {
  before.terms.ForEach([&](std::string_view term) {
    if (!after.terms.Has(term)) UnindexTerm(key, term);
  });
  after.terms.ForEach([&](std::string_view term) {
    if (!before.terms.Has(term)) IndexTerm(key, term);
  });
  if (before.expires_ns == after.expires_ns) return;
  if (before.expires_ns != 0) ends_.erase({before.expires_ns, key});
  if (after.expires_ns != 0) ends_.emplace(after.expires_ns, key);
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
  const auto at = terms_.find(scan.term);
  if (at == terms_.end()) return {};
  const Keys& keys = at->second;
  const auto first = keys.lower_bound(scan.from);
  const auto last = scan.to.empty() ? keys.end() : keys.lower_bound(scan.to);
  return Walk(first, last, scan, [&](std::string_view key, Page& page) {
    const Record* record = Find(key, now);
    if (record != nullptr) page.rows.push_back({std::string(key), record->bytes, 0, record->rev});
  });
}

void Space::Sweep(std::int64_t now) {
  while (!ends_.empty() && ends_.begin()->first <= now) {
    Replace(ends_.begin()->second, std::nullopt);
  }
}

}  // namespace dashflow::memory
