// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <memory>
#include <string>

#include "host/checkpoint/store.h"
#include "host/plugin/type/store_care_calls.h"
#include "host/value/value.h"

namespace dashflow::plugin {

enum class StoreAccess : bool { kReadWrite, kReadOnly };

// A plugin's store. Destroyed before the plugin. [any-thread]
class PluginStore final : public checkpoint::Store, public checkpoint::StoreCare {
 public:
  struct Tables {
    const df_store_api& store;
    const df_store_care_api* care;  // null when the plugin has none
  };
  // `config` is {"url": …, …} and fits the store's schema. Errors: what the plugin says in the
  // words of the catalogue; a code that the catalogue does not have becomes store_invalid,
  // store_unavailable or unauthorized.
  static Result<std::unique_ptr<checkpoint::Store>> Open(const Tables& tables, const Value& config,
                                                         StoreAccess access);
  PluginStore(const Tables& tables, void* store, std::string url);
  PluginStore(const PluginStore&) = delete;
  PluginStore& operator=(const PluginStore&) = delete;
  ~PluginStore() override;

  checkpoint::DurabilityClass durability() const override;
  void Commit(checkpoint::Batch& batch, void (*done)(void* context), void* context) override;
  checkpoint::StoreCode Get(std::string_view space, std::string_view key,
                            const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode Scan(const checkpoint::ScanRange& range,
                             const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                             bool reverse, std::uint64_t limit,
                             const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode GetBlob(std::string_view hash, const checkpoint::EntrySink& sink) override;
  std::int64_t Now() const override;
  std::string Reason() const override;
  std::string_view url() const override { return url_; }

  Result<Value> Describe() override { return care_.Describe(store_); }
  Status Verify(const checkpoint::CareWatch& watch) override { return care_.Verify(store_, watch); }
  Status Backup(const std::string& file, const checkpoint::CareWatch& watch) override {
    return care_.Backup(store_, file, watch);
  }
  Status Vacuum(const checkpoint::CareWatch& watch) override { return care_.Vacuum(store_, watch); }
  Status VisitBlobs(const std::function<void(std::string_view hash)>& take) override {
    return care_.VisitBlobs(store_, take);
  }

 private:
  const df_store_api& api_;
  void* store_;
  std::string url_;
  std::string crash_note_;
  StoreCareCalls care_;
};

}  // namespace dashflow::plugin
