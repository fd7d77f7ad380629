// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/store_care_calls.h"

#include <exception>
#include <utility>

#include "host/plugin/crash/crash_scope.h"
#include "host/plugin/type/store_error.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

using checkpoint::CareWatch;
using checkpoint::StoreFinding;

// Hands over what a store tells. What its listener throws waits until the plugin has returned.
class WatchBridge {
 public:
  explicit WatchBridge(const CareWatch& watch)
      : watch_(watch), raw_{sizeof(df_store_watch), 0, this, &Progress, &Found} {}
  WatchBridge(const WatchBridge&) = delete;

  const df_store_watch* raw() const { return &raw_; }
  void Finish() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  static std::uint32_t Progress(void* self, std::uint64_t done, std::uint64_t all) noexcept {
    auto& bridge = *static_cast<WatchBridge*>(self);
    bridge.Hand([&] {
      if (bridge.watch_.progress) bridge.watch_.progress(done, all);
    });
    return bridge.thrown_ ? 0 : 1;
  }
  static void Found(void* self, const df_store_finding* finding) noexcept {
    auto& bridge = *static_cast<WatchBridge*>(self);
    if (!DF_HAS(finding, df_store_finding, seq) || !bridge.watch_.found) return;
    bridge.Hand([&] {
      const auto what = ReadText(finding->what);
      bridge.watch_.found(
          StoreFinding{std::string(what.value_or("")), finding->stream, finding->seq});
    });
  }
  template <class Body>
  void Hand(Body body) noexcept {
    const CrashScope in_host(nullptr);
    try {
      if (!thrown_) body();
    } catch (...) {
      thrown_ = std::current_exception();
    }
  }

  const CareWatch& watch_;
  std::exception_ptr thrown_;
  const df_store_watch raw_;
};

// Hands over hashes. What its listener throws waits until the plugin has returned.
class BlobBridge {
 public:
  explicit BlobBridge(const std::function<void(std::string_view hash)>& take) : take_(take) {}
  BlobBridge(const BlobBridge&) = delete;

  void Finish() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }
  static std::uint32_t Take(void* self, const df_store_entry* entry) noexcept {
    const CrashScope in_host(nullptr);
    auto& bridge = *static_cast<BlobBridge*>(self);
    try {
      bridge.take_({entry->key.data, static_cast<std::size_t>(entry->key.size)});
      return 1;
    } catch (...) {
      bridge.thrown_ = std::current_exception();
      return 0;
    }
  }

 private:
  const std::function<void(std::string_view hash)>& take_;
  std::exception_ptr thrown_;
};

std::int64_t Number(const Value& object, std::string_view key) {
  const Value* member = object.is_object() ? object.Find(key) : nullptr;
  return member != nullptr && member->kind() == Kind::kInt ? member->as_int() : 0;
}

StoreUpgrade UpgradeOf(const Value& plan) {
  const Value* done = plan.is_object() ? plan.Find("done") : nullptr;
  return {Number(plan, "from"), Number(plan, "to"),
          done != nullptr && done->is_bool() && done->as_bool(), MemberText(plan, "backup")};
}

constexpr const char* kCopyInstead =
    "`dashflow db migrate --to sqlite:FILE` copies it while nothing runs; or take what its server "
    "has for that";
constexpr const char* kNothingInstead = "see its plugin's README for what to do instead";

}  // namespace

StoreCareCalls::StoreCareCalls(const df_store_care_api* api, std::string url)
    : api_(api), url_(std::move(url)), crash_note_("store " + url_) {}

// call(error) gives a df_status.
template <class Call>
Status StoreCareCalls::Run(bool has_it, std::string operation, std::string instead,
                           Call call) const {
  if (!has_it) {
    return Error("store_unsupported", "this kind of store cannot " + operation + " by itself")
        .Operation(operation)
        .Resource(url_)
        .Cause("its plugin does not offer that")
        .Fix(std::move(instead));
  }
  const CrashScope scope(crash_note_.c_str());
  df_value error{};
  const df_status status = call(&error);
  if (status != DF_OK) return StoreWords(status, error, std::move(operation), url_);
  return Ok();
}

// Whether the table goes so far, and has it.
#define DF_CAN(member) (DF_HAS(api_, df_store_care_api, member) && api_->member != nullptr)

Result<Value> StoreCareCalls::Describe(void* store) const {
  Value about;
  DF_TRY(Run(DF_CAN(describe), "describe itself", kNothingInstead, [&](df_value* error) {
    df_value told{};
    const auto status = api_->describe(store, &told, error);
    ImportOwned(told, about);
    return status;
  }));
  return about;
}

Status StoreCareCalls::Verify(void* store, const CareWatch& watch) const {
  WatchBridge bridge(watch);
  Status done = Run(DF_CAN(verify), "verify itself", kNothingInstead,
                    [&](df_value* error) { return api_->verify(store, bridge.raw(), error); });
  bridge.Finish();
  return done;
}

Status StoreCareCalls::Backup(void* store, const std::string& file, const CareWatch& watch) const {
  WatchBridge bridge(watch);
  Status done = Run(DF_CAN(backup), "back itself up", kCopyInstead, [&](df_value* error) {
    return api_->backup(store, ToAbi(file), bridge.raw(), error);
  });
  bridge.Finish();
  return done;
}

Status StoreCareCalls::Vacuum(void* store, const CareWatch& watch) const {
  WatchBridge bridge(watch);
  Status done = Run(DF_CAN(vacuum), "give back space", kNothingInstead,
                    [&](df_value* error) { return api_->vacuum(store, bridge.raw(), error); });
  bridge.Finish();
  return done;
}

Status StoreCareCalls::VisitBlobs(void* store,
                                  const std::function<void(std::string_view hash)>& take) const {
  BlobBridge bridge(take);
  Status done = Run(DF_CAN(blobs), "list its blobs", kNothingInstead, [&](df_value* error) {
    return api_->blobs(store, &BlobBridge::Take, &bridge, error);
  });
  bridge.Finish();
  return done;
}

Result<StoreUpgrade> StoreCareCalls::Upgrade(const Value& config, bool dry_run) const {
  Value plan;
  DF_TRY(Run(DF_CAN(upgrade), "upgrade its layout", "nothing is to be done: it has no layout",
             [&](df_value* error) {
               df_value told{};
               const std::uint32_t flags = dry_run ? DF_STORE_DRY_RUN : 0;
               const auto status = api_->upgrade(ToAbi(&config), flags, &told, error);
               ImportOwned(told, plan);
               return status;
             }));
  return UpgradeOf(plan);
}

Result<std::string> StoreCareCalls::Restore(const Value& config, const std::string& file,
                                            const CareWatch& watch) const {
  Value kept;
  WatchBridge bridge(watch);
  Status done = Run(
      DF_CAN(restore), "restore itself",
      "copy it: dashflow db migrate --from BACKUP --to STORE; or take what its server has for that",
      [&](df_value* error) {
        df_value told{};
        const df_status status =
            api_->restore(ToAbi(&config), ToAbi(file), bridge.raw(), &told, error);
        ImportOwned(told, kept);
        return status;
      });
  bridge.Finish();
  if (done.has_error()) return done.error();
  return kept.is_string() ? std::string(kept.as_text()) : std::string();
}

#undef DF_CAN

}  // namespace dashflow::plugin
