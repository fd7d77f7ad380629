// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.h>

#include <set>
#include <string_view>

#include "tests/conformance/store/broken/broken_store.h"

namespace dashflow::conformance {

// The store's own table, and which of its stores were opened to be read.
struct Behind {
  static inline df_store_api store{};
  static inline df_store_api watched{};
  static inline std::set<void*> readers;

  static const df_store_api& Remember(const df_store_api& table) {
    store = watched = table;
    watched.open = [](const df_value* config, std::uint32_t flags, void** opened,
                      df_value* error) noexcept {
      const df_status status = store.open(config, flags, opened, error);
      if (status == DF_OK && (flags & DF_STORE_READ_ONLY) != 0) readers.insert(*opened);
      return status;
    };
    watched.close = [](void* closed) noexcept {
      readers.erase(closed);
      store.close(closed);
    };
    return watched;
  }
};

// Who is told of blobs.
struct BlobSink {
  df_store_sink take;
  void* context;
};

// The functions of a store's care with the fault `F`, over the table that WrapCare was given.
template <class F>
struct FaultyCare {
  static inline F fault;
  static inline df_store_care_api broken;

  static df_status Describe(void* store, df_value* about, df_value* error) noexcept {
    return fault.Describe(store, about, error);
  }
  static df_status Verify(void* store, const df_store_watch* watch, df_value* error) noexcept {
    return fault.Verify(store, watch, error);
  }
  static df_status Backup(void* store, df_text file, const df_store_watch* watch,
                          df_value* error) noexcept {
    return fault.Backup(store, std::string(View(file)), watch, error);
  }
  static df_status Vacuum(void* store, const df_store_watch* watch, df_value* error) noexcept {
    return fault.Vacuum(store, watch, error);
  }
  static df_status Upgrade(const df_value* config, std::uint32_t flags, df_value* plan,
                           df_value* error) noexcept {
    return fault.Upgrade(config, flags, plan, error);
  }
  static df_status Restore(const df_value* config, df_text file, const df_store_watch* watch,
                           df_value* kept, df_value* error) noexcept {
    return fault.Restore({config, file, watch}, kept, error);
  }
  static df_status Blobs(void* store, df_store_sink sink, void* context, df_value* error) noexcept {
    return fault.Blobs(store, {sink, context}, error);
  }
};

template <class F>
const df_store_care_api& WrapCare(const df_store_care_api& table) {
  using Table = FaultyCare<F>;
  Table::fault.real = table;
  Table::broken = table;
  Table::broken.describe = &Table::Describe;
  Table::broken.verify = &Table::Verify;
  Table::broken.backup = &Table::Backup;
  Table::broken.vacuum = &Table::Vacuum;
  Table::broken.upgrade = &Table::Upgrade;
  Table::broken.restore = &Table::Restore;
  Table::broken.blobs = &Table::Blobs;
  return Table::broken;
}

}  // namespace dashflow::conformance
