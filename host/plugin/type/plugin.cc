// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/type/plugin.h"

#include <algorithm>

#include "host/base/shown_address.h"
#include "host/plugin/type/plugin_node_type.h"
#include "host/plugin/type/store_error.h"
#include "host/value/schema.h"

namespace dashflow::plugin {
namespace {

Result<Value> FilledIn(const StoreTypeInfo& type, const Value& config) {
  if (type.config_schema.is_null()) return config;
  DF_ASSIGN(const Schema schema, Schema::Compile(type.config_schema));
  const Value filled = schema.FillDefaults(config);
  const Status fits = schema.Check(filled);
  if (!fits.has_error()) return filled;
  return Error("store_setting",
               "store '" + type.scheme + "' does not take these settings: " + fits.error().cause())
      .Operation("open store")
      .Resource(type.scheme)
      .Cause(fits.error().cause());
}

std::string UrlOf(const Value& config) { return ShownAddress(MemberText(config, "url")); }

}  // namespace

Plugin::Plugin(PluginFile file, HostServices& services)
    : file_(std::move(file)), services_(services) {
  for (const graph::NodeTypeInfo& info : manifest().nodes) {
    node_types_.push_back(std::make_unique<PluginNodeType>(*this, info, services.completions()));
  }
}

Plugin::~Plugin() = default;

bool Plugin::is_loaded() const {
  const std::lock_guard lock(mutex_);
  return loaded_ != nullptr;
}

std::optional<Error> Plugin::refusal() const {
  const std::lock_guard lock(mutex_);
  return refusal_;
}

Result<const LoadedPlugin*> Plugin::Load() {
  const std::lock_guard lock(mutex_);
  if (!was_tried_) {
    was_tried_ = true;
    auto loaded = LoadedPlugin::Load(file_, services_);
    if (loaded.has_error()) {
      refusal_ = loaded.error();
    } else {
      loaded_ = *std::move(loaded);
    }
  }
  if (refusal_) return *refusal_;
  return loaded_.get();
}

const graph::NodeType* Plugin::FindNodeType(std::string_view full_name) const {
  const auto is_it = [=](const auto& type) { return type->info().name == full_name; };
  const auto found = std::ranges::find_if(node_types_, is_it);
  return found == node_types_.end() ? nullptr : found->get();
}

bool Plugin::HasReducer(std::string_view full_name) const {
  return std::ranges::find(manifest().reducers, full_name, &ReducerInfo::name) !=
         manifest().reducers.end();
}

Result<const channel::Reducer*> Plugin::FindReducer(std::string_view full_name) {
  DF_ASSIGN(const LoadedPlugin* loaded, Load());
  const std::lock_guard lock(mutex_);
  const auto is_it = [=](const auto& reducer) { return reducer->name() == full_name; };
  const auto known = std::ranges::find_if(reducers_, is_it);
  if (known != reducers_.end()) return known->get();
  const auto info = std::ranges::find(manifest().reducers, full_name, &ReducerInfo::name);
  const df_reducer* table = loaded->FindReducer(full_name.substr(manifest().id.size() + 1));
  reducers_.push_back(std::make_unique<PluginReducer>(*info, *table));
  return reducers_.back().get();
}

const StoreTypeInfo* Plugin::FindStoreType(std::string_view scheme) const {
  const auto found = std::ranges::find(manifest().stores, scheme, &StoreTypeInfo::scheme);
  return found == manifest().stores.end() ? nullptr : &*found;
}

Result<std::unique_ptr<checkpoint::Store>> Plugin::OpenStore(const StoreTypeInfo& type,
                                                             const Value& config,
                                                             StoreAccess access) {
  DF_ASSIGN(const LoadedPlugin* loaded, Load());
  DF_ASSIGN(const Value filled, FilledIn(type, config));
  return PluginStore::Open({*loaded->FindStore(type.scheme), loaded->store_care()}, filled, access);
}

Result<StoreUpgrade> Plugin::UpgradeStore(const StoreTypeInfo& type, const Value& config,
                                          bool dry_run) {
  DF_ASSIGN(const LoadedPlugin* loaded, Load());
  DF_ASSIGN(const Value filled, FilledIn(type, config));
  return StoreCareCalls(loaded->store_care(), UrlOf(config)).Upgrade(filled, dry_run);
}

Result<std::string> Plugin::RestoreStore(const StoreTypeInfo& type, const Value& config,
                                         const std::string& file,
                                         const checkpoint::CareWatch& watch) {
  DF_ASSIGN(const LoadedPlugin* loaded, Load());
  DF_ASSIGN(const Value filled, FilledIn(type, config));
  return StoreCareCalls(loaded->store_care(), UrlOf(config)).Restore(filled, file, watch);
}

}  // namespace dashflow::plugin
