// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/graph/node.h"
#include "host/plugin/file/plugin_file.h"
#include "host/plugin/type/loaded_plugin.h"
#include "host/plugin/type/plugin_reducer.h"
#include "host/plugin/type/plugin_store.h"

namespace dashflow::plugin {

class PluginNodeType;

// One plugin that was found. What it offers is known from its manifest; its code is loaded when
// something of it is used for the first time. Destroyed after everything that was made with it.
// [any-thread]
class Plugin {
 public:
  // `services` outlives it.
  Plugin(PluginFile file, HostServices& services);
  Plugin(const Plugin&) = delete;
  Plugin& operator=(const Plugin&) = delete;
  ~Plugin();

  const Manifest& manifest() const { return file_.manifest; }
  const std::string& path() const { return file_.path; }
  bool is_loaded() const;
  // Why its code could not be loaded; nothing when it is loaded or was not tried.
  std::optional<Error> refusal() const;

  // Loads it if that was not tried yet. The answer stays the same.
  Result<const LoadedPlugin*> Load();

  const graph::NodeType* FindNodeType(std::string_view full_name) const;  // null when it has none
  bool HasReducer(std::string_view full_name) const;
  Result<const channel::Reducer*> FindReducer(std::string_view full_name);
  const StoreTypeInfo* FindStoreType(std::string_view scheme) const;
  // `config` is checked against the store's schema and its defaults are filled in. Errors:
  // store_setting, those of Load and of PluginStore::Open.
  Result<std::unique_ptr<checkpoint::Store>> OpenStore(const StoreTypeInfo& type,
                                                       const Value& config, StoreAccess access);
  // The same config, of a store that is not open. Errors: also those of StoreCareCalls.
  Result<StoreUpgrade> UpgradeStore(const StoreTypeInfo& type, const Value& config, bool dry_run);
  Result<std::string> RestoreStore(const StoreTypeInfo& type, const Value& config,
                                   const std::string& file, const checkpoint::CareWatch& watch);

 private:
  PluginFile file_;
  HostServices& services_;
  std::vector<std::unique_ptr<PluginNodeType>> node_types_;
  mutable std::mutex mutex_;
  bool was_tried_ = false;
  std::optional<Error> refusal_;
  std::unique_ptr<LoadedPlugin> loaded_;
  std::vector<std::unique_ptr<PluginReducer>> reducers_;
};

}  // namespace dashflow::plugin
