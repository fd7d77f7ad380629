// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>

#include <memory>
#include <string>

#include "host/checkpoint/store.h"
#include "host/value/value.h"

namespace dashflow::plugin {

enum class StoreAccess : bool { kReadWrite, kReadOnly };

// A plugin's store. Destroyed before the plugin. [any-thread]
class PluginStore final : public checkpoint::Store {
 public:
  // `config` is {"url": …, …} and fits the store's schema. Errors: what the plugin says in the
  // words of the catalogue; a code that the catalogue does not have becomes store_invalid,
  // store_unavailable or unauthorized.
  static Result<std::unique_ptr<checkpoint::Store>> Open(const df_store_api& api,
                                                         const Value& config, StoreAccess access);
  PluginStore(const df_store_api& api, void* store, std::string url);
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

 private:
  const df_store_api& api_;
  void* store_;
  std::string url_;
  std::string crash_note_;
};

}  // namespace dashflow::plugin
