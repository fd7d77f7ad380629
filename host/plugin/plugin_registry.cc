// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/plugin_registry.h"

#include <algorithm>
#include <filesystem>

#include "host/base/shown_address.h"
#include "host/expression/type/nearest.h"
#include "host/plugin/file/discovery.h"

namespace dashflow::plugin {
namespace {

std::string_view PluginIdOf(std::string_view full_name) {
  return full_name.substr(0, full_name.find('.'));
}

std::string_view SchemeOf(std::string_view url) { return url.substr(0, url.find(':')); }

std::string Joined(std::span<const std::string> names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return list;
}

// "did you mean 'x'?" of what is known, or what is offered in its place.
std::string Advice(std::string_view name, std::span<const std::string> known,
                   std::span<const std::string> offered, std::string_view none) {
  const std::string nearest = expression::NearestOf(name, known);
  if (!nearest.empty()) return "did you mean '" + nearest + "'?";
  return offered.empty() ? std::string(none) : "use one of " + Joined(offered);
}

std::vector<std::string> TypesOf(const Plugin& plugin) {
  std::vector<std::string> names;
  for (const auto& node : plugin.manifest().nodes) names.push_back(node.name);
  return names;
}

// A name without its plugin means the type of that name.
std::string NearestType(std::string_view name, const std::vector<std::string>& names) {
  const auto whole = std::ranges::find_if(
      names,
      [ending = "." + std::string(name)](const auto& each) { return each.ends_with(ending); });
  return whole == names.end() ? expression::NearestOf(name, names) : *whole;
}

Value ConfigOf(std::string_view url, const Value& settings) {
  const Value base = settings.is_object() ? settings : Value::EmptyObject();
  return base.Set("url", Value(url));
}

}  // namespace

class PluginRegistry::Reducers final : public graph::Reducers {
 public:
  Reducers(const PluginRegistry& registry, Log& log) : registry_(registry), log_(log) {}

  const channel::Reducer* Find(std::string_view name) const override {
    Plugin* plugin = registry_.FindPlugin(PluginIdOf(name));
    if (plugin == nullptr || !plugin->HasReducer(name)) return nullptr;
    const auto reducer = plugin->FindReducer(name);
    if (reducer.has_value()) return *reducer;
    log_.Write(LogLevel::kError, "plugin", reducer.error().message());
    return nullptr;
  }

 private:
  const PluginRegistry& registry_;
  Log& log_;
};

PluginRegistry::PluginRegistry(std::span<const SearchFolder> folders, HostServices& services)
    : folders_(folders.begin(), folders.end()),
      reducers_(std::make_unique<Reducers>(*this, services.log())) {
  Discovery found = DiscoverPlugins(folders);
  refused_ = std::move(found.refused);
  for (PluginFile& file : found.files) {
    plugins_.push_back(std::make_unique<Plugin>(std::move(file), services));
  }
}

PluginRegistry::~PluginRegistry() = default;

Plugin* PluginRegistry::FindPlugin(std::string_view id) const {
  const auto is_it = [=](const auto& plugin) { return plugin->manifest().id == id; };
  const auto found = std::ranges::find_if(plugins_, is_it);
  return found == plugins_.end() ? nullptr : found->get();
}

const Error* PluginRegistry::FindRefusal(std::string_view id) const {
  const auto is_it = [=](const Error& error) {
    return std::filesystem::path(error.resource()).stem() == id;
  };
  const auto found = std::ranges::find_if(refused_, is_it);
  return found == refused_.end() ? nullptr : &*found;
}

const graph::NodeType* PluginRegistry::Find(std::string_view name) const {
  const Plugin* plugin = FindPlugin(PluginIdOf(name));
  return plugin == nullptr ? nullptr : plugin->FindNodeType(name);
}

std::vector<std::string> PluginRegistry::Names() const {
  std::vector<std::string> names;
  for (const auto& plugin : plugins_) {
    for (const auto& node : plugin->manifest().nodes) names.push_back(node.name);
  }
  std::ranges::sort(names);
  return names;
}

std::string PluginRegistry::Searched() const {
  std::string text;
  for (const SearchFolder& folder : folders_)
    text += (text.empty() ? "searched " : ", ") + folder.path;
  return text;
}

Error PluginRegistry::NoPlugin(std::string_view code, std::string_view id,
                               const std::string& what) const {
  if (const Error* refusal = FindRefusal(id)) return *refusal;
  return Error(code, what).Operation("find plugin").Resource(std::string(id)).Cause(Searched());
}

Error PluginRegistry::WhyNot(std::string_view name) const {
  const std::string_view id = PluginIdOf(name);
  Plugin* plugin = FindPlugin(id);
  const std::vector<std::string> names = Names();
  if (plugin == nullptr) {
    Error error = NoPlugin("plugin_not_found", id,
                           "no plugin '" + std::string(id) + "' is in the search path");
    if (error.code() != "plugin_not_found") return error;
    const std::string nearest = NearestType(name, names);
    return nearest.empty() ? error : error.Fix("did you mean '" + nearest + "'? " + error.fix());
  }
  if (plugin->FindNodeType(name) == nullptr) {
    return Error("unknown_node_type", "plugin '" + std::string(id) + "' " +
                                          plugin->manifest().version + " has no node type '" +
                                          std::string(name) + "'")
        .Operation("find node type")
        .Resource(plugin->path())
        .Fix(Advice(name, names, TypesOf(*plugin), "install a plugin that has it"));
  }
  const auto loaded = plugin->Load();
  if (loaded.has_error()) return loaded.error();
  return Error("internal", "node type '" + std::string(name) + "' is there");
}

Result<PluginRegistry::StoreKind> PluginRegistry::FindStore(std::string_view url) const {
  const std::string_view scheme = SchemeOf(url);
  std::vector<std::string> schemes;
  for (const auto& plugin : plugins_) {
    for (const StoreTypeInfo& type : plugin->manifest().stores) schemes.push_back(type.scheme);
    const StoreTypeInfo* type = plugin->FindStoreType(scheme);
    if (type != nullptr) return StoreKind{*plugin, *type};
  }
  Error error = NoPlugin("store_unknown", scheme,
                         "no plugin in the search path has a store '" + std::string(scheme) + "'");
  if (error.code() != "store_unknown") return error;
  return error.Operation("open store")
      .Resource(ShownAddress(url))
      .Fix(Advice(scheme, schemes, schemes,
                  "install a storage plugin, or add its folder with --plugin-path"));
}

Result<std::unique_ptr<checkpoint::Store>> PluginRegistry::OpenStore(std::string_view url,
                                                                     StoreAccess access,
                                                                     const Value& settings) const {
  DF_ASSIGN(const StoreKind kind, FindStore(url));
  return kind.plugin.OpenStore(kind.type, ConfigOf(url, settings), access);
}

Result<StoreUpgrade> PluginRegistry::UpgradeStore(std::string_view url, bool dry_run,
                                                  const Value& settings) const {
  DF_ASSIGN(const StoreKind kind, FindStore(url));
  return kind.plugin.UpgradeStore(kind.type, ConfigOf(url, settings), dry_run);
}

Result<std::string> PluginRegistry::RestoreStore(std::string_view url, const std::string& file,
                                                 const checkpoint::CareWatch& watch,
                                                 const Value& settings) const {
  DF_ASSIGN(const StoreKind kind, FindStore(url));
  return kind.plugin.RestoreStore(kind.type, ConfigOf(url, settings), file, watch);
}

}  // namespace dashflow::plugin
