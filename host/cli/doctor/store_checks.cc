// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include "host/base/shown_address.h"
#include "host/cli/doctor/checks.h"
#include "host/cli/store_file.h"

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

Finding UnwritableFolder(const fs::path& folder, int error_number) {
  return {Health::kError, "state folder",
          folder.string() + " cannot be written to: " + std::strerror(error_number),
          "give it to the user who runs dashflow, or name another store with --store"};
}

// The store makes the folders that are missing, in the last one that is there.
fs::path FolderToWrite(const fs::path& folder) {
  std::error_code ignored;
  fs::path there = fs::absolute(folder, ignored);
  while (!fs::exists(there, ignored) && there != there.parent_path()) there = there.parent_path();
  return there;
}

void CheckStrangers(const fs::path& path, Findings& findings) {
  constexpr mode_t kOthersMayWrite = S_IWGRP | S_IWOTH;
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0 || (facts.st_mode & kOthersMayWrite) == 0) return;
  findings.push_back({Health::kWarning, "state folder", path.string() + " may be changed by others",
                      "chmod go-w '" + path.string() + "'"});
}

}  // namespace

void CheckStore(const std::string& url, const StoreOpener& open, Findings& findings) {
  const std::string shown = ShownAddress(url);
  const auto read = open(plugin::StoreAccess::kReadOnly);
  if (read.has_error() && read.error().code() == "store_not_found") {
    findings.push_back(Fine("store", shown + ": nothing there yet; the first run makes it"));
    return;
  }
  if (read.has_error()) {
    findings.push_back(Wrong(Health::kError, "store", read.error()));
    return;
  }
  const auto written = open(plugin::StoreAccess::kReadWrite);
  if (written.has_value()) {
    findings.push_back(Fine("store", shown + ": opens, and nobody holds it"));
    return;
  }
  const bool is_held = written.error().code() == "store_locked";
  findings.push_back(Wrong(is_held ? Health::kWarning : Health::kError, "store", written.error()));
}

void CheckStateFolder(const std::string& url, Findings& findings) {
  const auto file = StoreFile(url);
  if (!file) return;
  const fs::path own = file->has_parent_path() ? file->parent_path() : fs::path(".");
  const fs::path folder = FolderToWrite(own);
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    findings.push_back(UnwritableFolder(folder, errno));
    return;
  }
  findings.push_back(Fine("state folder", folder.string() + " is writable"));
  CheckStrangers(own, findings);
  CheckStrangers(*file, findings);
  std::error_code failed;
  const fs::space_info room = fs::space(folder, failed);
  if (!failed) findings.push_back(CheckRoom(room.available, folder.string()));
}

}  // namespace dashflow::cli
