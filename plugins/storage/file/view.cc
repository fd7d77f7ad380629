// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/view.h"

#include <system_error>
#include <utility>

#include "plugins/storage/file/format/escape.h"
#include "plugins/storage/file/journal/opening.h"

namespace dashflow::file {
namespace {

std::string NameOf(const Row& row, std::string_view what) {
  std::string name(what);
  return row.seq == 0 ? name.append(" ").append(Escape(row.key))
                      : name.append(" ").append(std::to_string(row.seq));
}

}  // namespace

View::View(Names names, bool read_only, const Complain& complain)
    : names_(std::move(names)),
      read_only_(read_only),
      index_(std::make_unique<Index>()),
      journal_(read_only ? OpenForReading(names_, *index_)
                         : OpenForWriting(names_, *index_, complain)) {}

// The writer may have gone on, or have written the journal anew.
void View::Refresh() {
  if (!read_only_) return;
  if (journal_->file()->IsAt(names_.journal) && journal_->file()->size() >= journal_->end()) {
    journal_->Follow(*index_, false);
    return;
  }
  auto index = std::make_unique<Index>();
  journal_ = OpenForReading(names_, *index);
  index_ = std::move(index);
}

void View::Look(const std::function<void(const Index&, const Journal&)>& use) {
  const std::lock_guard lock(mutex_);
  RefreshOrThrow();
  use(*index_, *journal_);
}

void View::RefreshOrThrow() {
  try {
    Refresh();
  } catch (const std::system_error& error) {
    throw sdk::StoreError(sdk::StoreStatus::kUnavailable, error.what());
  }
}

// Gives what `find` finds in the index, and the place where its bytes lie.
template <class Find>
auto View::Finding(Find find) {
  const std::lock_guard lock(mutex_);
  RefreshOrThrow();
  return std::pair(Place{journal_->file(), journal_->seed()}, find(*index_));
}

// Up to the first entry that is damaged; throws when that is the first of all.
sdk::StorePage<LoadedRow> View::Load(const Place& place, Rows rows, std::string_view what) {
  sdk::StorePage<LoadedRow> page;
  page.more = rows.more;
  for (Row& row : rows.rows) {
    try {
      auto bytes = ReadPayload(*place.file, place.seed, row.payload, NameOf(row, what));
      page.rows.push_back({std::move(row), std::move(bytes)});
    } catch (const std::system_error& error) {
      throw sdk::StoreError(sdk::StoreStatus::kUnavailable, error.what());
    } catch (const sdk::StoreError&) {
      if (page.rows.empty()) throw;
      page.more = true;
      break;
    }
  }
  return page;
}

std::optional<LoadedRow> View::Get(std::string_view space, std::string_view key, std::int64_t now) {
  auto [place, rows] = Finding([&](const Index& index) {
    Rows found;
    const Record* record = index.FindRecord(space, key, now);
    if (record != nullptr)
      found.rows.push_back({std::string(key), record->payload, 0, record->rev});
    return found;
  });
  auto page = Load(place, std::move(rows), "record " + Escape(space));
  return page.rows.empty() ? std::nullopt : std::optional(std::move(page.rows.front()));
}

std::optional<LoadedRow> View::GetBlob(std::string_view hash) {
  auto [place, rows] = Finding([&](const Index& index) {
    Rows found;
    const Blob* blob = index.FindBlob(hash);
    if (blob != nullptr) found.rows.push_back({std::string(hash), blob->payload, 0, 0});
    return found;
  });
  auto page = Load(place, std::move(rows), "blob");
  return page.rows.empty() ? std::nullopt : std::optional(std::move(page.rows.front()));
}

sdk::StorePage<LoadedRow> View::Scan(const sdk::StoreScan& scan, std::int64_t now) {
  auto [place, rows] = Finding([&](const Index& index) { return index.Collect(scan, now); });
  return Load(place, std::move(rows), "record " + Escape(scan.space));
}

sdk::StorePage<LoadedRow> View::Read(const sdk::StoreRange& range) {
  auto [place, rows] = Finding([&](const Index& index) { return index.Collect(range); });
  return Load(place, std::move(rows), "entry of stream " + std::to_string(range.stream));
}

void View::Compact(std::int64_t now, const sdk::StoreWatch& watch) {
  auto journal = file::Compact(names_, *journal_, *index_, now, watch);
  auto index = std::make_unique<Index>();
  journal = std::make_unique<Journal>(journal->file(), names_.journal);
  journal->Follow(*index, false);
  index_ = std::move(index);
  journal_ = std::move(journal);
}

}  // namespace dashflow::file
