// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/conformance/store/broken/broken_store.h"

namespace dashflow::conformance {

// Gives what a scan found in the order of `before`.
template <class Before>
std::int32_t ScanSorted(BrokenStore& store, const df_store_scan& scan, const EntrySink& sink,
                        Before before) {
  struct Found {
    std::string key, bytes;
    std::uint64_t rev;
  };
  std::vector<Found> all;
  const std::int32_t status = store.BrokenStore::Scan(scan, [&](const df_store_entry& entry) {
    all.push_back({std::string(View(entry.key)), std::string(View(entry.bytes)), entry.rev});
    return true;
  });
  std::stable_sort(all.begin(), all.end(), [&](const Found& one, const Found& other) {
    return before(one.key, other.key);
  });
  for (const Found& found : all) {
    const df_store_entry entry{{found.key.data(), found.key.size()},
                               {found.bytes.data(), found.bytes.size()},
                               0,
                               found.rev};
    if (!sink(entry)) break;
  }
  return status;
}

struct ScansForwardOnly : BrokenStore {
  using BrokenStore::BrokenStore;
  std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink) override {
    df_store_scan forward = scan;
    forward.reverse = 0;
    return BrokenStore::Scan(forward, sink);
  }
};

// Compares `char`s, which have a sign here.
struct ScansInSignedOrder : BrokenStore {
  using BrokenStore::BrokenStore;
  std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink) override {
    if (scan.reverse != 0) return BrokenStore::Scan(scan, sink);
    return ScanSorted(*this, scan, sink, [](const std::string& one, const std::string& other) {
      return std::lexicographical_compare(
          one.begin(), one.end(), other.begin(), other.end(), [](char left, char right) {
            return static_cast<signed char>(left) < static_cast<signed char>(right);
          });
    });
  }
};

// Takes the first entries of a range and turns those around.
struct LimitsBeforeItTurns : BrokenStore {
  using BrokenStore::BrokenStore;
  std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink) override {
    if (scan.reverse == 0) return BrokenStore::Scan(scan, sink);
    df_store_scan forward = scan;
    forward.reverse = 0;
    return ScanSorted(*this, forward, sink, std::greater<>());
  }
};

struct ScansTheEndToo : BrokenStore {
  using BrokenStore::BrokenStore;
  std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink) override {
    const std::string to = std::string(View(scan.to)) + '\0';
    df_store_scan wider = scan;
    if (scan.to.size != 0) wider.to = {to.data(), to.size()};
    return BrokenStore::Scan(wider, sink);
  }
};

struct NeverHasEnough : BrokenStore {
  using BrokenStore::BrokenStore;
  static EntrySink Insisting(const EntrySink& sink) {
    return [&sink](const df_store_entry& entry) {
      sink(entry);
      return true;
    };
  }
  std::int32_t Scan(const df_store_scan& scan, const EntrySink& sink) override {
    return BrokenStore::Scan(scan, Insisting(sink));
  }
};

// Gives a page and no more, as when it forgets to go on.
struct ReadsOnePage : BrokenStore {
  using BrokenStore::BrokenStore;
  std::int32_t Read(const Range& range, const EntrySink& sink) override {
    Range page = range;
    page.limit = range.limit == 0 ? 1000 : std::min<std::uint64_t>(range.limit, 1000);
    return BrokenStore::Read(page, sink);
  }
};

struct ReadsPastTheEnd : BrokenStore {
  using BrokenStore::BrokenStore;
  std::int32_t Read(const Range& range, const EntrySink& sink) override {
    Range longer = range;
    if (range.from <= range.to) longer.to = UINT64_MAX;
    return BrokenStore::Read(longer, sink);
  }
};

// Says of nothing why.
struct GivesNoReason : BrokenStore {
  using BrokenStore::BrokenStore;
  df_text Reason() override { return {}; }
};

}  // namespace dashflow::conformance
