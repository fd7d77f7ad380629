// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/settings/settings.h"

namespace dashflow::cli {

// The files of the workflows that the configuration names (`workflows:`), and of those in the
// folders that it names: NAME.yaml or NAME.yml there is the workflow NAME, but for tests
// (NAME.test.yaml). What has a name of its own goes before what lies in a folder, and an earlier
// folder before a later one. [any-thread]
class NamedFiles {
 public:
  explicit NamedFiles(const settings::Settings& settings);
  // Goes by these from now on.
  void Use(const settings::Settings& settings);

  // By name. Folders are read again when something in them has come or gone.
  std::map<std::string, std::string> All();
  // Empty = there is none.
  std::string Find(std::string_view name);

 private:
  struct Folder {
    std::string path;
    std::filesystem::file_time_type time{};
    bool is_settled = false;  // what comes or goes from now on changes `time`
    std::map<std::string, std::string> files{};
  };
  static void Look(Folder& folder);

  std::mutex mutex_;  // of what follows
  std::map<std::string, std::string, std::less<>> files_;
  std::vector<Folder> folders_;
};

}  // namespace dashflow::cli
