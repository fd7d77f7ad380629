// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/index/records.h"

#include <iterator>
#include <utility>

namespace dashflow::file {
namespace {

// Hands the items of [first, last) to `take`, from the end when `reverse`, until it has enough.
template <class Iterator, class Take>
void Walk(Iterator first, Iterator last, bool reverse, Take take) {
  if (reverse) {
    for (auto at = std::make_reverse_iterator(last); at != std::make_reverse_iterator(first);
         ++at) {
      if (!take(*at)) return;
    }
    return;
  }
  for (; first != last; ++first) {
    if (!take(*first)) return;
  }
}

template <class Ordered, class Take>
void WalkRange(const Ordered& items, const sdk::StoreScan& scan, Take take) {
  if (!scan.to.empty() && scan.to <= scan.from) return;
  const auto last = scan.to.empty() ? items.end() : items.lower_bound(scan.to);
  Walk(items.lower_bound(scan.from), last, scan.reverse, take);
}

Row RowOf(const std::string& key, const Record& record) {
  return {key, record.payload, 0, record.rev};
}

}  // namespace

const Record* Records::Find(std::string_view key, std::int64_t now) const {
  const auto at = records_.find(key);
  return at == records_.end() || !at->second.IsThere(now) ? nullptr : &at->second;
}

std::optional<Record> Records::Put(const std::string& key, Record record) {
  std::optional<Record> before = Erase(key);
  for (const std::string& term : record.terms) terms_[term].insert(key);
  records_.emplace(key, std::move(record));
  return before;
}

std::optional<Record> Records::Erase(std::string_view key) {
  const auto at = records_.find(key);
  if (at == records_.end()) return std::nullopt;
  Unindex(at->first, at->second);
  std::optional<Record> before = std::move(at->second);
  records_.erase(at);
  return before;
}

void Records::Unindex(const std::string& key, const Record& record) {
  for (const std::string& term : record.terms) {
    const auto at = terms_.find(term);
    if (at == terms_.end()) continue;  // a term that was given twice
    at->second.erase(key);
    if (at->second.empty()) terms_.erase(at);
  }
}

std::vector<std::string> Records::KeysIn(std::string_view from, std::string_view end) const {
  std::vector<std::string> keys;
  WalkRange(records_, {.from = from, .to = end}, [&](const Map::value_type& item) {
    keys.push_back(item.first);
    return true;
  });
  return keys;
}

Rows Records::Collect(const sdk::StoreScan& scan, std::int64_t now) const {
  return scan.term.empty() ? CollectByKey(scan, now) : CollectByTerm(scan, now);
}

Rows Records::CollectByKey(const sdk::StoreScan& scan, std::int64_t now) const {
  Rows rows;
  WalkRange(records_, scan, [&](const Map::value_type& item) {
    const auto& [key, record] = item;
    return !record.IsThere(now) || rows.Take(RowOf(key, record), scan.limit);
  });
  return rows;
}

Rows Records::CollectByTerm(const sdk::StoreScan& scan, std::int64_t now) const {
  Rows rows;
  const auto keys = terms_.find(scan.term);
  if (keys == terms_.end()) return rows;
  WalkRange(keys->second, scan, [&](const std::string& key) {
    const Record* record = Find(key, now);
    return record == nullptr || rows.Take(RowOf(key, *record), scan.limit);
  });
  return rows;
}

}  // namespace dashflow::file
