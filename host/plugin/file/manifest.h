// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/channel/reducer.h"
#include "host/checkpoint/store.h"
#include "host/graph/node.h"

namespace dashflow::plugin {

struct StoreTypeInfo {
  std::string scheme;
  std::string doc;
  checkpoint::DurabilityClass durability = checkpoint::DurabilityClass::kNone;
  Value config_schema;  // JSON Schema of its settings; null = takes any
};

struct ReducerInfo {
  std::string name;  // "<plugin>.<reducer>"
  std::string doc;
  channel::Laws laws;
};

// What a plugin says about itself (sdk/ABI.md), checked.
struct Manifest {
  std::string id;
  std::string version;
  std::string doc;
  std::string sdk;                    // version of the SDK it was built with; may be empty
  std::vector<std::string> required;  // ids of the services that it cannot do without
  std::vector<graph::NodeTypeInfo> nodes;
  std::vector<StoreTypeInfo> stores;
  std::vector<ReducerInfo> reducers;
};

// Reads the manifest of `file`. Members that are not known are left alone: a newer SDK may say
// more. Errors: plugin_abi_draft, plugin_manifest, plugin_service (names the member that is wrong,
// or the service this host does not have).
Result<Manifest> ParseManifest(std::string_view json, const std::string& file);

}  // namespace dashflow::plugin
