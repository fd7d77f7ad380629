// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store_care.h>

#include <concepts>
#include <dashflow/store.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace dashflow::sdk {

// Whom a store tells how far it is (store_care.h). Borrowed for the call. [any-thread]
class StoreWatch {
 public:
  explicit StoreWatch(const df_store_watch* raw) : raw_(raw) {}

  // False: the host wants it to stop.
  bool Tell(std::uint64_t done, std::uint64_t all) const noexcept {
    const bool listens = DF_HAS(raw_, df_store_watch, progress) && raw_->progress != nullptr;
    return !listens || raw_->progress(raw_->context, done, all) != 0;
  }
  // Throws StoreError `cancelled` then.
  void Step(std::uint64_t done, std::uint64_t all) const {
    if (!Tell(done, all)) throw StoreError("cancelled", "It was stopped.").Fix("begin it again");
  }
  // Something is damaged: in a log entry, or elsewhere.
  void Found(std::string_view what, std::uint64_t stream = 0, std::uint64_t seq = 0) const {
    if (!DF_HAS(raw_, df_store_watch, found) || raw_->found == nullptr) return;
    const df_store_finding finding{sizeof(df_store_finding), 0, ToText(what), stream, seq};
    raw_->found(raw_->context, &finding);
  }

 private:
  const df_store_watch* raw_;
};

// What a store says about itself.
struct StoreAbout {
  struct Layout {
    std::int64_t version = 0;
    std::int64_t newest = 0;
    std::int64_t min_reader = 0;
    std::int64_t min_writer = 0;
  };
  struct Amount {
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
  };

  std::optional<Layout> layout{};
  Amount records{};
  Amount log{};
  Amount blobs{};
  std::optional<std::uint64_t> disk_bytes{};
  std::optional<std::uint64_t> free_bytes{};
};

// What an upgrade did, or would do.
struct StoreUpgrade {
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool done = false;
  std::string backup{};
};

inline Value ToValue(const StoreAbout::Amount& amount) {
  return ObjectBuilder().Set("count", amount.count).Set("bytes", amount.bytes).Build();
}

inline Value ToValue(const StoreAbout::Layout& layout) {
  return ObjectBuilder()
      .Set("version", layout.version)
      .Set("newest", layout.newest)
      .Set("min_reader", layout.min_reader)
      .Set("min_writer", layout.min_writer)
      .Build();
}

inline Value ToValue(const StoreAbout& about) {
  ObjectBuilder object;
  if (about.layout) object.Set("layout", ToValue(*about.layout));
  object.Set("records", ToValue(about.records));
  object.Set("log", ToValue(about.log));
  object.Set("blobs", ToValue(about.blobs));
  if (about.disk_bytes) object.Set("disk_bytes", *about.disk_bytes);
  if (about.free_bytes) object.Set("free_bytes", *about.free_bytes);
  return object.Build();
}

inline Value ToValue(const StoreUpgrade& upgrade) {
  ObjectBuilder object;
  object.Set("from", upgrade.from).Set("to", upgrade.to).Set("done", upgrade.done);
  if (!upgrade.backup.empty()) object.Set("backup", std::string_view(upgrade.backup));
  return object.Build();
}

// What a store class may have beside the members that store.hpp lists: those that it has make its
// facet DF_ID_STORE_CARE, whose header is the contract. All throw StoreError.
template <class S>
concept DescribesItself = requires(S& store) {
  { store.Describe() } -> std::same_as<StoreAbout>;
};
template <class S>
concept VerifiesItself = requires(S& store, const StoreWatch& watch) {
  store.Verify(watch);
};
template <class S>
concept BacksItselfUp = requires(S& store, const std::string& file, const StoreWatch& watch) {
  store.Backup(file, watch);
};
template <class S>
concept VacuumsItself = requires(S& store, const StoreWatch& watch) {
  store.Vacuum(watch);
};
template <class S>
concept ListsBlobs = requires(S& store, StoreSink sink) {
  store.Blobs(sink);
};
template <class S>
concept UpgradesItself = requires(const Config& config, bool dry_run) {
  { S::Upgrade(config, dry_run) } -> std::same_as<StoreUpgrade>;
};
// Gives the name under which it kept what was there; empty = nothing was.
template <class S>
concept RestoresItself = requires(const Config& config, const std::string& file,
                                  const StoreWatch& watch) {
  { S::Restore(config, file, watch) } -> std::same_as<std::string>;
};

// The code for an error that has only a status, as those of reads have.
inline std::string CodeOf(const StoreError& error) {
  if (error.code() != StoreError::kNoCode) return error.code();
  switch (error.status()) {
    case StoreStatus::kFull:
      return "store_full";
    case StoreStatus::kDamaged:
      return "store_damaged";
    default:
      return "store_unavailable";
  }
}

// Like GuardOpen, also for what reads throw.
template <class Body>
df_status GuardCare(df_value* why, Body&& body) noexcept {
  return GuardOpen(why, [&] {
    try {
      body();
    } catch (const StoreError& error) {
      throw StoreError(CodeOf(error), error.message()).Cause(error.cause()).Fix(error.fix());
    }
  });
}

// The C functions of one store's care.
template <StoreType S>
struct StoreCareThunks {
  static S& Of(void* store) { return *static_cast<S*>(store); }

  static df_status Describe(void* store, df_value* about, df_value* error) noexcept {
    return GuardCare(error, [&] { *about = ToValue(Of(store).Describe()).Release(); });
  }
  static df_status Verify(void* store, const df_store_watch* watch, df_value* error) noexcept {
    return GuardCare(error, [&] { Of(store).Verify(StoreWatch(watch)); });
  }
  static df_status Backup(void* store, df_text file, const df_store_watch* watch,
                          df_value* error) noexcept {
    return GuardCare(error,
                     [&] { Of(store).Backup(std::string(ToView(file)), StoreWatch(watch)); });
  }
  static df_status Vacuum(void* store, const df_store_watch* watch, df_value* error) noexcept {
    return GuardCare(error, [&] { Of(store).Vacuum(StoreWatch(watch)); });
  }
  static df_status Blobs(void* store, df_store_sink sink, void* context, df_value* error) noexcept {
    return GuardCare(error, [&] { Of(store).Blobs(StoreSink(sink, context)); });
  }
  static df_status Upgrade(const df_value* config, std::uint32_t flags, df_value* plan,
                           df_value* error) noexcept {
    return GuardCare(error, [&] {
      const bool dry_run = (flags & DF_STORE_DRY_RUN) != 0;
      *plan = ToValue(S::Upgrade(Config(ValueView(*config)), dry_run)).Release();
    });
  }
  static df_status Restore(const df_value* config, df_text file, const df_store_watch* watch,
                           df_value* kept, df_value* error) noexcept {
    return GuardCare(error, [&] {
      const std::string name =
          S::Restore(Config(ValueView(*config)), std::string(ToView(file)), StoreWatch(watch));
      if (!name.empty()) *kept = Value(std::string_view(name)).Release();
    });
  }
};

template <StoreType S>
struct StoreCareTable {
  static constexpr bool kHasAny = DescribesItself<S> || VerifiesItself<S> || BacksItselfUp<S> ||
                                  VacuumsItself<S> || ListsBlobs<S> || UpgradesItself<S> ||
                                  RestoresItself<S>;

  static constexpr df_store_care_api Make() {
    using Thunks = StoreCareThunks<S>;
    df_store_care_api table{};
    table.size = sizeof(df_store_care_api);
    if constexpr (DescribesItself<S>) table.describe = &Thunks::Describe;
    if constexpr (VerifiesItself<S>) table.verify = &Thunks::Verify;
    if constexpr (BacksItselfUp<S>) table.backup = &Thunks::Backup;
    if constexpr (VacuumsItself<S>) table.vacuum = &Thunks::Vacuum;
    if constexpr (ListsBlobs<S>) table.blobs = &Thunks::Blobs;
    if constexpr (UpgradesItself<S>) table.upgrade = &Thunks::Upgrade;
    if constexpr (RestoresItself<S>) table.restore = &Thunks::Restore;
    return table;
  }
  static constexpr df_store_care_api kTable = Make();
};

}  // namespace dashflow::sdk
