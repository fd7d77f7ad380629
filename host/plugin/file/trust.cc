// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/file/trust.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

#include "host/plugin/file/refusal.h"

namespace dashflow::plugin {
namespace {

Status CheckTrust(const struct stat& facts, const std::string& path) {
  if ((facts.st_mode & S_IWOTH) != 0) {
    return Refuse(
               path, "plugin_unsafe",
               "can be written by every user, and this host loads only what others cannot replace")
        .Fix("chmod o-w " + path);
  }
  if (::geteuid() == 0 && facts.st_uid != 0) {
    return Refuse(path, "plugin_foreign",
                  "belongs to user " + std::to_string(facts.st_uid) +
                      ", and this host runs as root, which loads only what root owns")
        .Fix("chown root " + path + ", or run as that user");
  }
  return Ok();
}

}  // namespace

Status CheckTrustOfFile(int descriptor, const std::string& file) {
  struct stat facts {};
  if (::fstat(descriptor, &facts) != 0)
    return RefuseBySystem(file, "plugin_unreadable", "cannot be read", errno);
  if (!S_ISREG(facts.st_mode)) {
    return Refuse(file, "plugin_not_elf",
                  "is no regular file, and a plugin is an ELF shared object");
  }
  return CheckTrust(facts, file);
}

Status CheckTrustOfFolder(const std::string& folder) {
  struct stat facts {};
  if (::stat(folder.c_str(), &facts) != 0)
    return RefuseBySystem(folder, "plugin_folder", "cannot be read", errno);
  if (!S_ISDIR(facts.st_mode))
    return Refuse(folder, "plugin_folder", "is no folder, and plugins are looked for in one");
  return CheckTrust(facts, folder);
}

}  // namespace dashflow::plugin
