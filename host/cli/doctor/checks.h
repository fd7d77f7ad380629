// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/plugin/plugin_registry.h"

namespace dashflow::cli {

enum class Health : std::uint8_t { kOk, kWarning, kError };
std::string_view HealthName(Health health);  // "ok", "warning", "error"

// What one check of the installation found.
struct Finding {
  Health health = Health::kOk;
  std::string check;    // "store", "open files"
  std::string message;  // one line
  std::string fix;      // empty when all is well
};
using Findings = std::vector<Finding>;

Finding Fine(std::string check, std::string message);
Finding Wrong(Health health, std::string check, const Error& error);

// Folders of the search path, then each plugin (its code is loaded), then each file that is left
// out. A plugin that another one hides is a warning; anything else left out is an error.
void CheckPlugins(const plugin::PluginRegistry& plugins, Findings& findings);

using StoreOpener =
    std::function<Result<std::unique_ptr<checkpoint::Store>>(plugin::StoreAccess access)>;

// Whether the store can be read, and whether another process holds it. Makes none: one that is not
// there yet is fine.
void CheckStore(const std::string& url, const StoreOpener& open, Findings& findings);

// The folder and file of an sqlite store: who may write there, and how much room is left. Says
// nothing about other stores.
void CheckStateFolder(const std::string& url, Findings& findings);

// Limits of this process.
void CheckLimits(Findings& findings);
Finding CheckOpenFiles(rlim_t most);
Finding CheckFileSize(rlim_t most);
Finding CheckRoom(std::uint64_t free_bytes, const std::string& folder);

}  // namespace dashflow::cli
