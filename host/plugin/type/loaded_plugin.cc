// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/loaded_plugin.h"

#include "host/plugin/crash/crash_scope.h"
#include "host/plugin/file/refusal.h"
#include "host/plugin/value/value_bridge.h"

namespace dashflow::plugin {
namespace {

bool IsNamed(df_text name, std::string_view wanted) {
  const auto text = ReadText(name);
  return text && *text == wanted;
}

// "list" of "text.list".
std::string_view NameInPlugin(std::string_view full) { return full.substr(full.find('.') + 1); }

bool IsWhole(const df_node_type* type) {
  return DF_HAS(type, df_node_type, run) && type->run != nullptr &&
         (type->create == nullptr) == (type->destroy == nullptr);
}

bool IsWhole(const df_store_api* store) {
  return DF_HAS(store, df_store_api, reason) && store->open != nullptr && store->close != nullptr &&
         store->commit != nullptr && store->get != nullptr && store->scan != nullptr &&
         store->read != nullptr && store->get_blob != nullptr && store->reason != nullptr;
}

bool IsWhole(const df_reducer* reducer) {
  return DF_HAS(reducer, df_reducer, reduce) && reducer->reduce != nullptr;
}

Error Promised(const std::string& file, const std::string& what) {
  return Refuse(file, "plugin_promise",
                "promises " + what + " in its manifest, and its code does not have it as ABI " +
                    std::to_string(DF_ABI_MAJOR) + " draft " + std::to_string(DF_ABI_DRAFT) +
                    " asks");
}

Status CheckEntry(const df_plugin* plugin, const std::string& file, const Manifest& manifest) {
  if (!DF_HAS(plugin, df_plugin, query) || plugin->query == nullptr) {
    return Refuse(file, "plugin_entry",
                  "has an entry table of " + std::to_string(plugin->size) +
                      " bytes, and this host needs " + std::to_string(sizeof(df_plugin)));
  }
  if (plugin->abi_draft != DF_ABI_DRAFT) return RefuseDraft(file, DF_ABI_MAJOR, plugin->abi_draft);
  if (!IsNamed(plugin->id, manifest.id)) {
    return Refuse(file, "plugin_promise",
                  "calls itself '" + std::string(ReadText(plugin->id).value_or("")) +
                      "', and its manifest calls it '" + manifest.id + "'");
  }
  return Ok();
}

}  // namespace

LoadedPlugin::LoadedPlugin(SharedLibrary library, HostServices& services, const Manifest& manifest)
    : library_(std::move(library)),
      host_(services, manifest.id),
      crash_note_("plugin '" + manifest.id + "' (entry or shutdown)") {}

LoadedPlugin::~LoadedPlugin() {
  if (!DF_HAS(plugin_, df_plugin, shutdown) || plugin_->shutdown == nullptr) return;
  const CrashScope scope(crash_note_.c_str());
  plugin_->shutdown();
}

Result<std::unique_ptr<LoadedPlugin>> LoadedPlugin::Load(PluginFile& file, HostServices& services) {
  const std::string note = "plugin '" + file.manifest.id + "' (while it was loaded)";
  const CrashScope scope(note.c_str());
  DF_ASSIGN(SharedLibrary library, SharedLibrary::Load(file));
  std::unique_ptr<LoadedPlugin> plugin(
      new LoadedPlugin(std::move(library), services, file.manifest));
  DF_TRY(plugin->Enter(file.path, file.manifest));
  return plugin;
}

Status LoadedPlugin::Enter(const std::string& file, const Manifest& manifest) {
  const SharedLibrary::Entry entry = library_.FindEntry();
  if (entry == nullptr) {
    return Refuse(file, "plugin_entry",
                  "does not export " DF_ENTRY_NAME ", and this host enters plugins through that");
  }
  const df_plugin* plugin = entry(&host_.abi());
  if (plugin == nullptr) {
    return Refuse(file, "plugin_refused",
                  "cannot work with this host, it says: its entry returned nothing");
  }
  DF_TRY(CheckEntry(plugin, file, manifest));
  plugin_ = plugin;
  nodes_ = static_cast<const df_node_api*>(Facet(DF_ID_NODE));
  store_ = static_cast<const df_store_api*>(Facet(DF_ID_STORE));
  store_care_ = static_cast<const df_store_care_api*>(Facet(DF_ID_STORE_CARE));
  reducers_ = static_cast<const df_reducer_api*>(Facet(DF_ID_REDUCER));
  return CheckTables(file, manifest);
}

Status LoadedPlugin::CheckTables(const std::string& file, const Manifest& manifest) const {
  for (const graph::NodeTypeInfo& node : manifest.nodes) {
    if (FindNode(NameInPlugin(node.name)) == nullptr) {
      return Promised(file, "node type '" + node.name + "'");
    }
  }
  for (const StoreTypeInfo& store : manifest.stores) {
    if (FindStore(store.scheme) == nullptr) return Promised(file, "store '" + store.scheme + "'");
  }
  for (const ReducerInfo& reducer : manifest.reducers) {
    if (FindReducer(NameInPlugin(reducer.name)) == nullptr) {
      return Promised(file, "reducer '" + reducer.name + "'");
    }
  }
  return Ok();
}

const void* LoadedPlugin::Facet(std::string_view id) const { return plugin_->query(ToAbi(id)); }

const df_node_type* LoadedPlugin::FindNode(std::string_view name) const {
  if (!DF_HAS(nodes_, df_node_api, types) || nodes_->types == nullptr) return nullptr;
  for (std::uint32_t i = 0; i < nodes_->type_count; ++i) {
    const df_node_type* type = nodes_->types[i];
    if (DF_HAS(type, df_node_type, name) && IsNamed(type->name, name)) {
      return IsWhole(type) ? type : nullptr;
    }
  }
  return nullptr;
}

const df_reducer* LoadedPlugin::FindReducer(std::string_view name) const {
  if (!DF_HAS(reducers_, df_reducer_api, reducers) || reducers_->reducers == nullptr)
    return nullptr;
  for (std::uint32_t i = 0; i < reducers_->reducer_count; ++i) {
    const df_reducer* reducer = reducers_->reducers[i];
    if (DF_HAS(reducer, df_reducer, name) && IsNamed(reducer->name, name)) {
      return IsWhole(reducer) ? reducer : nullptr;
    }
  }
  return nullptr;
}

const df_store_api* LoadedPlugin::FindStore(std::string_view scheme) const {
  const bool fits = DF_HAS(store_, df_store_api, scheme) && IsNamed(store_->scheme, scheme);
  return fits && IsWhole(store_) ? store_ : nullptr;
}

}  // namespace dashflow::plugin
