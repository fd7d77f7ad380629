// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.h>

#include <array>
#include <dashflow/node.hpp>
#include <dashflow/reducer.hpp>
#include <dashflow/spec/manifest.hpp>
#include <dashflow/store.hpp>
#include <dashflow/store_care.hpp>
#include <string_view>

namespace dashflow::sdk {

// Pointers to the tables of those Parts that fit; `Table` is asked for each.
template <class Plugin, class... Parts>
struct PluginTables {
  template <class Part>
  static constexpr void AddNode(auto& list, std::size_t& next) {
    if constexpr (NodeType<Part>) list[next++] = &kNodeTable<Part>;
  }
  template <class Part>
  static constexpr void AddReducer(auto& list, std::size_t& next) {
    if constexpr (ReducerType<Part>) list[next++] = &ReducerTable<Part>::table;
  }
  static constexpr auto ListNodes() {
    std::array<const df_node_type*, (0 + ... + std::size_t{NodeType<Parts>})> list{};
    std::size_t next = 0;
    (AddNode<Parts>(list, next), ...);
    return list;
  }
  static constexpr auto ListReducers() {
    std::array<const df_reducer*, (0 + ... + std::size_t{ReducerType<Parts>})> list{};
    std::size_t next = 0;
    (AddReducer<Parts>(list, next), ...);
    return list;
  }

  static constexpr auto kNodes = ListNodes();
  static constexpr auto kReducers = ListReducers();
  static constexpr df_node_api kNodeApi{sizeof(df_node_api), kNodes.size(), kNodes.data()};
  static constexpr df_reducer_api kReducerApi{sizeof(df_reducer_api), kReducers.size(),
                                              kReducers.data()};

  template <class Part>
  static constexpr const df_store_api* StoreOf() {
    if constexpr (StoreType<Part>) return &kStoreTable<Part>;
    return nullptr;
  }
  static const df_store_api* Store() {
    const df_store_api* store = nullptr;
    ((store = store != nullptr ? store : StoreOf<Parts>()), ...);
    return store;
  }

  template <class Part>
  static constexpr const df_store_care_api* CareOf() {
    if constexpr (StoreType<Part>) {
      if constexpr (StoreCareTable<Part>::kHasAny) return &StoreCareTable<Part>::kTable;
    }
    return nullptr;
  }
  static const df_store_care_api* StoreCare() {
    const df_store_care_api* care = nullptr;
    ((care = care != nullptr ? care : CareOf<Parts>()), ...);
    return care;
  }

  static const void* Query(df_text id) noexcept {
    const std::string_view name = ToView(id);
    if (name == DF_ID_NODE && !kNodes.empty()) return &kNodeApi;
    if (name == DF_ID_REDUCER && !kReducers.empty()) return &kReducerApi;
    if (name == DF_ID_STORE) return Store();
    if (name == DF_ID_STORE_CARE) return StoreCare();
    return nullptr;
  }

  template <class Part>
  static void Open() {
    if constexpr (ReducerType<Part>) ReducerTable<Part>::Open();
  }
  template <class Part>
  static void Close() noexcept {
    if constexpr (ReducerType<Part>) ReducerTable<Part>::Close();
  }
  static void Shutdown() noexcept { (Close<Parts>(), ...); }

  static constexpr df_plugin kPlugin{
      .size = sizeof(df_plugin),
      .abi_draft = DF_ABI_DRAFT,
      .id = ToText(Plugin::id),
      .version = ToText(Plugin::version),
      .query = &Query,
      .shutdown = &Shutdown,
  };
};

template <class Part>
concept PluginPart = NodeType<Part> || StoreType<Part> || ReducerType<Part>;

// The entry: learns the host's services. Null when this host lacks what every plugin needs.
template <class Plugin, PluginPart... Parts>
const df_plugin* EnterPlugin(const df_host* host) noexcept {
  static_assert(IsName(Plugin::id, '-'), "a plugin's id is [a-z][a-z0-9-]*");
  static_assert((0 + ... + int{StoreType<Parts>}) <= 1, "a plugin offers one store at most");
  using Tables = PluginTables<Plugin, Parts...>;
  if (host == nullptr || host->abi_draft != DF_ABI_DRAFT) return nullptr;
  const Services found = Gather(*host);
  const bool usable = found.value != nullptr && found.call != nullptr && found.log != nullptr &&
                      found.clock != nullptr && found.random != nullptr;
  if (!usable) return nullptr;
  services = found;
  try {
    (Tables::template Open<Parts>(), ...);
  } catch (...) {
    return nullptr;
  }
  return &Tables::kPlugin;
}

}  // namespace dashflow::sdk

// A test that links several plugins gives each entry a name of its own.
#ifndef DASHFLOW_PLUGIN_ENTRY
#define DASHFLOW_PLUGIN_ENTRY dashflow_plugin_entry_1
#endif

// Once in a plugin, at the end of a source file: id, version, a sentence, then its node types,
// reducers and store.
//   DASHFLOW_PLUGIN("acme", "1.0.0", "Texts, upper and lower.", Upper, Lower)
#define DASHFLOW_PLUGIN(plugin_id, plugin_version, plugin_doc, ...)                                \
  namespace {                                                                                      \
  struct DashflowPlugin {                                                                          \
    static constexpr std::string_view id = plugin_id;                                              \
    static constexpr std::string_view version = plugin_version;                                    \
    static constexpr std::string_view doc = plugin_doc;                                            \
  };                                                                                               \
  [[gnu::section(DF_MANIFEST_SECTION), gnu::used, gnu::retain]] constexpr auto dashflow_manifest = \
      ::dashflow::sdk::MakeManifest<DashflowPlugin, __VA_ARGS__>();                                \
  }                                                                                                \
  extern "C" DF_EXPORT const df_plugin* DASHFLOW_PLUGIN_ENTRY(const df_host* host) noexcept {      \
    return ::dashflow::sdk::EnterPlugin<DashflowPlugin, __VA_ARGS__>(host);                        \
  }                                                                                                \
  static_assert(true)
