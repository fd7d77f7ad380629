// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/base/result.h"

namespace dashflow::plugin {

inline constexpr std::uint64_t kMaxManifestBytes = std::uint64_t{1} << 20;

// The text of the manifest section of the ELF file behind `descriptor`, without running any of its
// code. Every offset of the file is checked: it may be damaged, hostile, or cut short while it is
// read. `file` names it in errors. Errors plugin_*: not ELF, another class or architecture
// than this host, no shared object, damaged, no manifest.
Result<std::string> ReadElfManifest(int descriptor, const std::string& file);

}  // namespace dashflow::plugin
