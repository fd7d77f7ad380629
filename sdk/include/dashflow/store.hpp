// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <dashflow/config.hpp>
#include <dashflow/glue/thunk.hpp>
#include <dashflow/store_types.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace dashflow::sdk {

enum class Durability : std::uint8_t {
  kNone = DF_DURABILITY_NONE,
  kBestEffort = DF_DURABILITY_BEST_EFFORT,
  kRelaxed = DF_DURABILITY_RELAXED,
  kDurable = DF_DURABILITY_DURABLE,
};
inline constexpr std::string_view kDurabilityNames[] = {"none", "best_effort", "relaxed",
                                                        "durable"};

// What a store is, as a constant: sdk::StoreSpec("memory").Doc("…").Gives(sdk::Durability::kNone).
struct BasicStoreSpec {
  std::string_view scheme{};
  std::string_view doc{};
  Durability durability = Durability::kNone;
  std::string_view config = R"({"type":"object","required":["url"]})";

  consteval BasicStoreSpec Doc(std::string_view text) const {
    return {scheme, text, durability, config};
  }
  consteval BasicStoreSpec Gives(Durability best) const { return {scheme, doc, best, config}; }
  // JSON Schema (draft 7) of the constructor's Config; the host checks it and fills in `default`s.
  consteval BasicStoreSpec Config(std::string_view json_schema) const {
    return {scheme, doc, durability, json_schema};
  }
};

consteval BasicStoreSpec StoreSpec(std::string_view scheme) { return {scheme}; }

struct StoreTag {};

// Base of a store. S has (store.h is the contract; every member may be called from any thread at
// once):
//   static constexpr auto spec = sdk::StoreSpec("scheme")…;
//   S(const sdk::Config& config, bool read_only);      throws StoreError{code, message}; Config has
//   `url` ~S();                                              blocks until its threads are gone void
//   Commit(sdk::StoreCommit commit);              gives each batch a result, then lets `commit` go
//   bool Get(std::string_view space, std::string_view key, sdk::StoreSink sink);   false = not
//   there void Scan(const sdk::StoreScan& scan, sdk::StoreSink sink); void Read(const
//   sdk::StoreRange& range, sdk::StoreSink sink); bool GetBlob(std::string_view hash,
//   sdk::StoreSink sink);                      false = not there std::int64_t Now(); Unix ns
// Reads throw StoreError{status, message}. What S may have beside these: store_care.hpp.
template <class S>
struct Store : StoreTag {};

template <class S>
concept StoreType = std::derived_from<S, StoreTag>;

template <class Body>
std::int32_t GuardStore(Body&& body) noexcept {
  try {
    return body() ? DF_STORE_OK : DF_STORE_NOT_FOUND;
  } catch (const StoreError& error) {
    store_reason = error.message();
    return static_cast<std::int32_t>(error.status());
  } catch (...) {
    store_reason = CurrentError().message();
    return DF_STORE_UNAVAILABLE;
  }
}

// The words for a store that did not open: {code, message, cause, fix}.
inline Value DescribeStoreFailure(const StoreError& error) {
  return ObjectBuilder()
      .Set("code", error.code())
      .Set("message", error.message())
      .Set("cause", error.cause())
      .Set("fix", error.fix())
      .Build();
}

template <class Body>
df_status GuardOpen(df_value* why, Body&& body) noexcept {
  try {
    body();
    return DF_OK;
  } catch (const StoreError& error) {
    *why = DescribeStoreFailure(error).Release();
    return DF_INVALID_INPUT;
  } catch (...) {
    const Error error = CurrentError();
    *why = DescribeStoreFailure(StoreError("store_failed", error.message())).Release();
    return static_cast<df_status>(error.category());
  }
}

// The C functions of one store.
template <StoreType S>
struct StoreThunks {
  static S& Of(void* store) { return *static_cast<S*>(store); }

  static df_status Open(const df_value* config, std::uint32_t flags, void** store,
                        df_value* error) noexcept {
    return GuardOpen(error, [&] {
      const bool read_only = (flags & DF_STORE_READ_ONLY) != 0;
      *store = std::make_unique<S>(Config(ValueView(*config)), read_only).release();
    });
  }
  static void Close(void* store) noexcept { delete &Of(store); }
  static void Commit(void* store, df_store_batch* const* batches, std::uint64_t count,
                     void (*done)(void*), void* context) noexcept {
    GuardStore([&] {
      Of(store).Commit(StoreCommit({batches, count}, done, context));
      return true;
    });
  }
  static std::int32_t Get(void* store, df_text space, df_text key, df_store_sink sink,
                          void* context) noexcept {
    return GuardStore(
        [&] { return Of(store).Get(ToView(space), ToView(key), StoreSink(sink, context)); });
  }
  static std::int32_t Scan(void* store, const df_store_scan* scan, df_store_sink sink,
                           void* context) noexcept {
    return GuardStore([&] {
      const StoreScan query{ToView(scan->space), ToView(scan->term), ToView(scan->from),
                            ToView(scan->to),    scan->reverse != 0, scan->limit};
      Of(store).Scan(query, StoreSink(sink, context));
      return true;
    });
  }
  // NOLINTNEXTLINE(readability-function-size): the parameters are those of the ABI
  static std::int32_t Read(void* store, std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                           std::uint32_t reverse, std::uint64_t limit, df_store_sink sink,
                           void* context) noexcept {
    return GuardStore([&] {
      Of(store).Read(StoreRange{stream, from, to, reverse != 0, limit}, StoreSink(sink, context));
      return true;
    });
  }
  static std::int32_t GetBlob(void* store, df_text hash, df_store_sink sink,
                              void* context) noexcept {
    return GuardStore([&] { return Of(store).GetBlob(ToView(hash), StoreSink(sink, context)); });
  }
  static std::int64_t Now(void* store) noexcept { return Of(store).Now(); }
  static df_text Reason(void*) noexcept { return ToText(store_reason); }
};

template <StoreType S>
inline constexpr df_store_api kStoreTable{
    .size = sizeof(df_store_api),
    .durability = static_cast<std::uint32_t>(S::spec.durability),
    .scheme = ToText(S::spec.scheme),
    .open = &StoreThunks<S>::Open,
    .close = &StoreThunks<S>::Close,
    .commit = &StoreThunks<S>::Commit,
    .get = &StoreThunks<S>::Get,
    .scan = &StoreThunks<S>::Scan,
    .read = &StoreThunks<S>::Read,
    .get_blob = &StoreThunks<S>::GetBlob,
    .now = &StoreThunks<S>::Now,
    .reason = &StoreThunks<S>::Reason,
};

}  // namespace dashflow::sdk
