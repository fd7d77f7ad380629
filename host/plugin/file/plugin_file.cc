// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/plugin_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>

#include "host/plugin/file/elf_manifest.h"
#include "host/plugin/file/refusal.h"
#include "host/plugin/file/trust.h"

namespace dashflow::plugin {
namespace {

Error RefuseToOpen(const std::string& path, int error_number) {
  if (error_number == ENOENT || error_number == ELOOP) {
    return Refuse(path, "plugin_vanished",
                  "is not there any more, or is a link that leads nowhere");
  }
  return RefuseBySystem(path, "plugin_unreadable", "cannot be opened", error_number);
}

Result<FileStamp> StampOf(int descriptor, const std::string& path) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0)
    return RefuseBySystem(path, "plugin_unreadable", "cannot be read", errno);
  return FileStamp{.device = facts.st_dev,
                   .inode = facts.st_ino,
                   .size = facts.st_size,
                   .modified_ns = facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec};
}

// Whoever may write to the folder of the file that a link leads to may replace that file.
Status CheckFolderOfTarget(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path target = std::filesystem::canonical(path, failed);
  if (failed) return RefuseToOpen(path, failed.value());
  return CheckTrustOfFolder(target.parent_path());
}

}  // namespace

Result<PluginFile> ReadPluginFile(const std::string& path) {
  // O_NONBLOCK: a FIFO must not hold the host up.
  Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!descriptor.is_open()) return RefuseToOpen(path, errno);
  DF_TRY(CheckTrustOfFile(descriptor.number(), path));
  DF_TRY(CheckFolderOfTarget(path));
  DF_ASSIGN(const FileStamp stamp, StampOf(descriptor.number(), path));
  DF_ASSIGN(const std::string text, ReadElfManifest(descriptor.number(), path));
  DF_ASSIGN(Manifest manifest, ParseManifest(text, path));
  return PluginFile{path, std::move(descriptor), stamp, std::move(manifest)};
}

Status CheckUnchanged(const PluginFile& file) {
  DF_ASSIGN(const FileStamp now, StampOf(file.descriptor.number(), file.path));
  if (now == file.stamp) return Ok();
  return Refuse(file.path, "plugin_changed",
                "was written to after it was checked, and this host loads only what it checked")
      .Fix("start again; replace plugin files by renaming a new one over them");
}

}  // namespace dashflow::plugin
