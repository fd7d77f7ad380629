// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/cli/completion/command_tree.h"

namespace dashflow::cli {

struct ManPage {
  std::string file;  // dashflow-run.1
  std::string text;
};

struct ManEdition {
  std::string version;
  std::string date;  // 2026-11-29
};

// The manual: a page for the program, and one for each command, with the verbs below it.
std::vector<ManPage> ManPages(const CommandTree& tree, const ManEdition& edition);

}  // namespace dashflow::cli
