// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "host/base/descriptor.h"
#include "host/base/result.h"
#include "host/plugin/file/manifest.h"

namespace dashflow::plugin {

// Size and time of change of a file, to see whether it was written to.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;
  std::int64_t modified_ns = 0;

  bool operator==(const FileStamp&) const = default;
  bool SameFile(const FileStamp& other) const {
    return device == other.device && inode == other.inode;
  }
};

// A checked plugin file, none of whose code has run. Its descriptor stays open, so that what was
// checked is what will be loaded, even when another file takes its path.
struct PluginFile {
  std::string path;
  Descriptor descriptor;
  FileStamp stamp;
  Manifest manifest;
};

// Opens and checks one file and its folder: trust, ELF, manifest. Errors: plugin_*,
// plugin_abi_draft.
Result<PluginFile> ReadPluginFile(const std::string& path);

// Refuses when the bytes behind the descriptor changed after they were checked.
Status CheckUnchanged(const PluginFile& file);

}  // namespace dashflow::plugin
