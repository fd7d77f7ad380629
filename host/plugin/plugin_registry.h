// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/graph/compiler.h"
#include "host/graph/node.h"
#include "host/plugin/file/search_path.h"
#include "host/plugin/service/host_services.h"
#include "host/plugin/type/plugin.h"

namespace dashflow::plugin {

// The plugins at hand. Making it reads manifests only; the code of a plugin is loaded when one of
// its node types, stores or reducers is used for the first time. Outlives every node and store that
// came from it. [any-thread]
class PluginRegistry final : public graph::NodeTypes {
 public:
  // `services` outlives it. What may not be loaded is kept in refused(), never an error by itself.
  PluginRegistry(std::span<const SearchFolder> folders, HostServices& services);
  PluginRegistry(const PluginRegistry&) = delete;
  PluginRegistry& operator=(const PluginRegistry&) = delete;
  ~PluginRegistry() override;

  const graph::NodeType* Find(std::string_view name) const override;
  // The refusal of the plugin's file, plugin_not_found, or unknown_node_type when the plugin has no
  // such type.
  Error WhyNot(std::string_view name) const override;
  std::vector<std::string> Names() const override;

  // One that cannot be loaded is logged and null.
  const graph::Reducers& reducers() const { return *reducers_; }

  // `url` is "<scheme>" or "<scheme>:…"; `settings` an object of more, or null. Errors:
  // store_unknown, and those of Plugin::OpenStore.
  Result<std::unique_ptr<checkpoint::Store>> OpenStore(std::string_view url, StoreAccess access,
                                                       const Value& settings = {}) const;
  // The same address and settings, of a store that is not open. Errors: store_unknown, and those of
  // Plugin::UpgradeStore and RestoreStore.
  Result<StoreUpgrade> UpgradeStore(std::string_view url, bool dry_run,
                                    const Value& settings = {}) const;
  Result<std::string> RestoreStore(std::string_view url, const std::string& file,
                                   const checkpoint::CareWatch& watch,
                                   const Value& settings = {}) const;

  std::span<const SearchFolder> folders() const { return folders_; }  // the search path
  // In order of the search path.
  std::span<const std::unique_ptr<Plugin>> plugins() const { return plugins_; }
  Plugin* FindPlugin(std::string_view id) const;  // null when there is none
  // Why other files and folders were left out, in order; the resource is the path.
  std::span<const Error> refused() const { return refused_; }
  // The same for one plugin, by the name of its file: <id>.so. Null when no such file was refused.
  const Error* FindRefusal(std::string_view id) const;

 private:
  class Reducers;

  // The plugin that has such a store. Error store_unknown.
  struct StoreKind {
    Plugin& plugin;
    const StoreTypeInfo& type;
  };
  Result<StoreKind> FindStore(std::string_view url) const;
  std::string Searched() const;
  Error NoPlugin(std::string_view code, std::string_view id, const std::string& what) const;

  std::vector<std::unique_ptr<Plugin>> plugins_;
  std::vector<Error> refused_;
  std::vector<SearchFolder> folders_;
  std::unique_ptr<graph::Reducers> reducers_;
};

}  // namespace dashflow::plugin
