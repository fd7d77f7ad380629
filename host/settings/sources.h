// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/base/result.h"

namespace dashflow::settings {

struct SourceFile {
  std::string path;
  bool required = false;  // somebody named it
  bool is_project = false;
  bool may_be_pipe = false;
  bool may_load_code = true;  // false: what it says of plugin folders is left out
};

// Who reads the configuration. A server takes no code from the folder where it happens to be
// started; when it reads again, what came through a pipe is gone.
enum class Reader { kCommand, kServer, kServerAgain };

// What the configuration is read from, lowest layer first.
struct Sources {
  std::vector<SourceFile> files;
  std::vector<std::pair<std::string, std::string>> environment;  // DASHFLOW__…, sorted by name
  std::vector<Error> errors;                                     // of looking for files
};

// The files of this machine and project. `config` (may be empty) stands in place of the project's.
// DASHFLOW_CONFIG_DIR names a folder in place of /etc/dashflow.
Sources SourcesOfProcess(const std::string& config, Reader reader = Reader::kCommand);

// *.yaml of a conf.d, sorted by name; none when there is no such folder. Errors: unauthorized,
// io_error.
Result<std::vector<std::string>> FilesOfFolder(const std::string& folder);

}  // namespace dashflow::settings
