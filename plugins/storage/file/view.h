// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <dashflow/store_care.hpp>
#include <dashflow/store_paging.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "plugins/storage/file/index/index.h"
#include "plugins/storage/file/journal/journal.h"

namespace dashflow::file {

// An entry with its bytes.
struct LoadedRow {
  Row row;
  std::string bytes;

  sdk::StoreEntry entry() const { return {row.key, bytes, row.seq, row.rev}; }
};

// What is in a store: the journal and its index. A view that only reads follows a journal that
// another process writes. Reads throw StoreError. [any-thread] for reads.
class View {
 public:
  using Complain = std::function<void(const std::string&)>;

  // Throws StoreError. REQUIRES, for writing: the store's lock is held.
  View(Names names, bool read_only, const Complain& complain);

  std::optional<LoadedRow> Get(std::string_view space, std::string_view key, std::int64_t now);
  std::optional<LoadedRow> GetBlob(std::string_view hash);
  sdk::StorePage<LoadedRow> Scan(const sdk::StoreScan& scan, std::int64_t now);
  sdk::StorePage<LoadedRow> Read(const sdk::StoreRange& range);

  // For whoever writes, under the lock.
  std::unique_lock<std::mutex> Lock() { return std::unique_lock(mutex_); }
  const Names& names() const { return names_; }
  Index& index() { return *index_; }
  Journal& journal() { return *journal_; }
  // Throws std::system_error, StoreError; nothing has changed then.
  void Compact(std::int64_t now, const sdk::StoreWatch& watch);

  // Calls use(index, journal) with what is there now; meanwhile nobody reads or commits. Throws
  // StoreError, and what `use` does. [any-thread]
  void Look(const std::function<void(const Index&, const Journal&)>& use);

 private:
  // Where the bytes of what was found lie, whatever becomes of the journal.
  struct Place {
    std::shared_ptr<const JournalFile> file;
    std::uint64_t seed;
  };

  template <class Find>
  auto Finding(Find find);
  void Refresh();
  void RefreshOrThrow();
  static sdk::StorePage<LoadedRow> Load(const Place& place, Rows rows, std::string_view what);

  const Names names_;
  const bool read_only_;
  std::mutex mutex_;
  std::unique_ptr<Index> index_;
  std::unique_ptr<Journal> journal_;
};

}  // namespace dashflow::file
