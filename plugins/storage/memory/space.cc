// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/space.h"

#include <array>
#include <iterator>
#include <utility>

namespace dashflow::memory {
namespace {

constexpr std::size_t kManyTerms = 64;

bool IsExpired(const Record& record, const Moment& now) {
  return record.expires_ns != 0 && record.expires_ns <= now.ns();
}

// Those of `terms` that `without` does not have.
TermRefs Others(const TermRefs& terms, const TermRefs& without) {
  TermRefs others;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!without.Has(terms[i])) others.Add(terms[i]);
  }
  return others;
}

// An entry for a term's keys.
Keys::node_type NodeOf(std::string_view key) {
  Keys one{key};
  return one.extract(one.begin());
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

const Record* Space::Find(std::string_view key, const Moment& now) const {
  if (records_.empty() || std::prev(records_.end())->first < key) return nullptr;
  const auto at = records_.find(key);
  return at == records_.end() || IsExpired(at->second, now) ? nullptr : &at->second;
}

void Space::Put(const sdk::StoreOp& op, const Changing& change) {
  SweepBefore(change);
  const auto at = Place(op.key());
  const bool is_there = at != records_.end() && at->first == op.key();
  if (is_there) return Replace(*at, Make(op, change.rev), change.undo);
  Add(at, op.key(), Make(op, change.rev), change.undo);
}

void Space::Erase(std::string_view key, const Changing& change) {
  SweepBefore(change);
  const auto at = records_.find(key);
  if (at == records_.end()) return;
  change.undo.Reserve();
  Unindex(*at);
  change.undo.Add(EraseStep{this, records_.extract(at)});
}

void Space::EraseRange(std::string_view from, std::string_view to, const Changing& change) {
  auto at = records_.lower_bound(from);
  while (at != records_.end() && (to.empty() || at->first < to)) Erase((at++)->first, change);
}

void Space::TakeBack(Records::value_type& record, std::optional<Record> before) {
  if (!before) return Remove(records_.find(record.first));
  Reindex(record.first, record.second, *before);
  record.second = *std::move(before);
}

void Space::PutBack(Records::node_type record) {
  Index(*records_.insert(std::move(record)).position);
}

// Where `key` stands, or what it stands before.
Records::iterator Space::Place(std::string_view key) {
  if (records_.empty()) return records_.end();
  const auto last = std::prev(records_.end());
  const int order = key.compare(last->first);
  if (order >= 0) return order == 0 ? last : records_.end();
  return records_.lower_bound(key);
}

Record Space::Make(const sdk::StoreOp& op, std::uint64_t rev) {
  Record record{Buffer(op.bytes()), rev, op.expires_ns()};
  for (std::size_t i = 0; i < op.term_count(); ++i) record.terms.Add(TermOf(op.term(i)));
  return record;
}

Term& Space::TermOf(std::string_view text) {
  const auto at = terms_.find(text);
  return at != terms_.end() ? *at : *terms_.emplace(text, Keys()).first;
}

void Space::Add(Records::iterator hint, std::string_view key, Record record, UndoLog& undo) {
  undo.Reserve();
  const auto added = records_.emplace_hint(hint, key, std::move(record));
  try {
    Index(*added);
  } catch (...) {
    Remove(added);
    throw;
  }
  undo.Add(PutStep{this, &*added, std::nullopt});
}

void Space::Replace(Records::value_type& at, Record record, UndoLog& undo) {
  undo.Reserve();
  Reindex(at.first, at.second, record);
  undo.Add(PutStep{this, &at, std::exchange(at.second, std::move(record))});
}

void Space::Remove(Records::iterator at) {
  Unindex(*at);
  records_.erase(at);
}

void Space::Index(const Records::value_type& at) {
  const auto& [key, record] = at;
  for (std::size_t i = 0; i < record.terms.size(); ++i) {
    Keys& keys = record.terms[i].second;
    keys.insert(keys.end(), key);
  }
  SetEnd(key, 0, record.expires_ns);
}

void Space::Unindex(const Records::value_type& at) {
  const auto& [key, record] = at;
  for (std::size_t i = 0; i < record.terms.size(); ++i) record.terms[i].second.erase(key);
  SetEnd(key, record.expires_ns, 0);
}

// All or nothing: only what comes before SetEnd's return can fail. The entry of a term that goes
// serves the term that comes.
void Space::Reindex(std::string_view key, const Record& before, const Record& after) {
  const TermRefs added = Others(after.terms, before.terms);
  const TermRefs gone = Others(before.terms, after.terms);
  std::array<Keys::node_type, DF_STORE_MAX_TERMS> nodes;
  for (std::size_t i = gone.size(); i < added.size(); ++i) nodes[i] = NodeOf(key);
  SetEnd(key, before.expires_ns, after.expires_ns);
  for (std::size_t i = 0; i < gone.size(); ++i) nodes[i] = gone[i].second.extract(key);
  for (std::size_t i = 0; i < added.size(); ++i) {
    Keys& keys = added[i].second;
    keys.insert(keys.end(), std::move(nodes[i]));
  }
}

void Space::SetEnd(std::string_view key, std::int64_t before, std::int64_t after) {
  if (before == after) return;
  if (after != 0) ends_.emplace(after, key);
  if (before != 0) ends_.erase({before, key});
}

Page Space::Collect(const sdk::StoreScan& scan, const Moment& now) const {
  if (!scan.to.empty() && scan.to <= scan.from) return {};
  return scan.term.empty() ? CollectByKey(scan, now) : CollectByTerm(scan, now);
}

Page Space::CollectByKey(const sdk::StoreScan& scan, const Moment& now) const {
  const auto first = records_.lower_bound(scan.from);
  const auto last = scan.to.empty() ? records_.end() : records_.lower_bound(scan.to);
  return Walk(first, last, scan, [&](const auto& item, Page& page) {
    const auto& [key, record] = item;
    if (!IsExpired(record, now)) page.rows.push_back({key, record.bytes, 0, record.rev});
  });
}

Page Space::CollectByTerm(const sdk::StoreScan& scan, const Moment& now) const {
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

// Once a batch, while no step of its undo log is about this space.
void Space::SweepBefore(const Changing& change) {
  if (rev_ == change.rev) return;
  rev_ = change.rev;
  if (change.rev != 0) Sweep(change.now);
}

// Frees what has expired, and now and then the terms that no record has any more.
void Space::Sweep(const Moment& now) {
  while (!ends_.empty() && ends_.begin()->first <= now.ns()) {
    Remove(records_.find(ends_.begin()->second));
  }
  if (terms_.size() > kManyTerms + 2 * swept_terms_) SweepTerms();
}

// Rarely: the usual term that nobody has is a state that somebody will be in again.
void Space::SweepTerms() {
  std::erase_if(terms_, [](const Term& term) { return term.second.empty(); });
  swept_terms_ = terms_.size();
}

}  // namespace dashflow::memory
