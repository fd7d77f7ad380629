// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.hpp>
#include <map>
#include <memory>
#include <string>

#include "tests/conformance/store/broken/broken_store.h"

namespace dashflow::conformance {

// The C functions of a store with the fault `F`, over the table that Wrap was given. What a fault
// with kKeeps committed stays in this process until its end.
template <class F>
struct Faulty {
  static inline df_store_api real;
  static inline df_store_api broken;
  static inline std::map<std::string, void*> kept;

  static F& Of(void* store) { return *static_cast<F*>(store); }

  static df_status Open(const df_value* config, std::uint32_t flags, void** store,
                        df_value* error) noexcept {
    void* behind = nullptr;
    const std::string place = F::kKeeps ? sdk::ValueView(*config).ToJson() : "";
    if (const auto at = kept.find(place); at != kept.end()) behind = at->second;
    if (behind == nullptr) {
      const df_status status = real.open(config, F::FlagsFor(flags), &behind, error);
      if (status != DF_OK) return status;
      if (F::kKeeps) kept[place] = behind;
    }
    auto made = std::make_unique<F>(Real{&real, behind});
    made->Opened(flags);
    *store = made.release();
    return DF_OK;
  }
  static void Close(void* store) noexcept {
    const std::unique_ptr<F> mine(&Of(store));
    mine->Closing();
    if (!F::kKeeps) real.close(mine->real().store);
  }
  static void Commit(void* store, df_store_batch* const* batches, std::uint64_t count, Done done,
                     void* context) noexcept {
    Of(store).Commit({batches, count}, done, context);
  }
  static EntrySink Calling(df_store_sink sink, void* context) {
    return [sink, context](const df_store_entry& entry) { return sink(context, &entry) != 0; };
  }
  static std::int32_t Get(void* store, df_text space, df_text key, df_store_sink sink,
                          void* context) noexcept {
    return Of(store).Get(space, key, Calling(sink, context));
  }
  static std::int32_t Scan(void* store, const df_store_scan* scan, df_store_sink sink,
                           void* context) noexcept {
    return Of(store).Scan(*scan, Calling(sink, context));
  }
  // NOLINTNEXTLINE(readability-function-size): the parameters are those of the ABI
  static std::int32_t Read(void* store, std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                           std::uint32_t reverse, std::uint64_t limit, df_store_sink sink,
                           void* context) noexcept {
    return Of(store).Read({stream, from, to, reverse != 0, limit}, Calling(sink, context));
  }
  static std::int32_t GetBlob(void* store, df_text hash, df_store_sink sink,
                              void* context) noexcept {
    return Of(store).GetBlob(hash, Calling(sink, context));
  }
  static std::int64_t Now(void* store) noexcept { return real.now(Of(store).real().store); }
  static df_text Reason(void* store) noexcept { return Of(store).Reason(); }
};

template <class F>
const df_store_api& Wrap(const df_store_api& table) {
  using Table = Faulty<F>;
  Table::real = table;
  Table::broken = table;
  if (F::kKeeps) Table::broken.durability = DF_DURABILITY_DURABLE;
  Table::broken.open = &Table::Open;
  Table::broken.close = &Table::Close;
  Table::broken.commit = &Table::Commit;
  Table::broken.get = &Table::Get;
  Table::broken.scan = &Table::Scan;
  Table::broken.read = &Table::Read;
  Table::broken.get_blob = &Table::GetBlob;
  Table::broken.now = &Table::Now;
  Table::broken.reason = &Table::Reason;
  return Table::broken;
}

}  // namespace dashflow::conformance
