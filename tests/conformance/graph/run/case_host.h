// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/base/random.h"
#include "host/engine/engine.h"
#include "host/executor/tbb_executor.h"
#include "host/graph/compiler.h"
#include "host/plugin/plugin_registry.h"
#include "host/plugin/service/host_services.h"

namespace dashflow::cases {

// What all cases of a file run on: the plugins and the threads.
class CaseHost {
 public:
  using Settings = std::map<std::string, std::string>;
  // The folders hold the plugins of the host, and the fixture. `settings`: of the store's plugin,
  // with {} as in addresses.
  CaseHost(const std::vector<std::string>& plugin_folders, Settings settings);

  graph::CompileReport Compile(const std::filesystem::path& definition) const;
  // An engine of its own; `store` = none, or one that outlives it.
  std::unique_ptr<engine::Engine> MakeEngine(checkpoint::Store* store);
  // "memory", "sqlite" in a file of the folder, or an address, in which {} becomes the folder's
  // name.
  Result<std::unique_ptr<checkpoint::Store>> OpenStore(const std::string& kind,
                                                       const std::filesystem::path& folder) const;

 private:
  const Settings settings_;
  SystemClock clock_;
  PluginClock plugin_clock_;
  SeededRandom random_;
  NullLog log_;
  plugin::HostServices services_;
  plugin::PluginRegistry plugins_;
  std::unique_ptr<executor::TbbExecutor> executor_;
};

}  // namespace dashflow::cases
