// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.h>

#include <memory>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/plugin/file/plugin_file.h"
#include "host/plugin/file/shared_library.h"
#include "host/plugin/service/plugin_host.h"

namespace dashflow::plugin {

// A plugin whose code runs in this process. Its tables were held against its manifest, and are as
// large as this host needs. Destroyed after everything that was made with them: then it is told to
// shut down; its code stays.
class LoadedPlugin {
 public:
  // Maps and enters it. Errors plugin_entry, plugin_promise, plugin_refused, plugin_abi_draft: no
  // or unfit entry, tables that do not keep what the manifest promises, and those of
  // SharedLibrary::Load. [serial]
  static Result<std::unique_ptr<LoadedPlugin>> Load(PluginFile& file, HostServices& services);

  LoadedPlugin(const LoadedPlugin&) = delete;
  LoadedPlugin& operator=(const LoadedPlugin&) = delete;
  ~LoadedPlugin();

  // By the name without the plugin's id. Null only for what the manifest does not name.
  const df_node_type* FindNode(std::string_view name) const;
  const df_reducer* FindReducer(std::string_view name) const;
  const df_store_api* FindStore(std::string_view scheme) const;
  // What its store does for itself; null when that is nothing.
  const df_store_care_api* store_care() const { return store_care_; }

 private:
  LoadedPlugin(SharedLibrary library, HostServices& services, const Manifest& manifest);

  Status Enter(const std::string& file, const Manifest& manifest);
  Status CheckTables(const std::string& file, const Manifest& manifest) const;
  const void* Facet(std::string_view id) const;

  SharedLibrary library_;
  PluginHost host_;
  std::string crash_note_;
  const df_plugin* plugin_ = nullptr;  // null until its table is known to fit
  const df_node_api* nodes_ = nullptr;
  const df_store_api* store_ = nullptr;
  const df_store_care_api* store_care_ = nullptr;
  const df_reducer_api* reducers_ = nullptr;
};

}  // namespace dashflow::plugin
