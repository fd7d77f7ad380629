// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/local_disk/folders.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::local_disk {
namespace {

template <class Body>
auto Translated(const std::string& path, Body body) {
  try {
    return body();
  } catch (const std::filesystem::filesystem_error& error) {
    throw OpenFailure(path, error.code().value());
  }
}

void MakeMissing(const std::filesystem::path& folder) {
  if (folder.empty() || std::filesystem::exists(folder)) return;
  MakeMissing(folder.parent_path());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
    throw OpenFailure(folder.string(), errno);
  }
}

}  // namespace

void MakeFolders(const std::string& folder) {
  Translated(folder, [&] { MakeMissing(std::filesystem::absolute(folder)); });
}

std::string CanonicalPath(const std::string& path) {
  return Translated(path, [&] {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(path)).string();
  });
}

int SyncFolder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const int failed = fd >= 0 && ::fsync(fd) == 0 ? 0 : errno;
  if (fd >= 0) ::close(fd);
  return failed;
}

}  // namespace dashflow::local_disk
