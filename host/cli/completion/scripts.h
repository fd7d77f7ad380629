// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/cli/completion/command_tree.h"

namespace dashflow::cli {

// Scripts that make a shell complete `dashflow`. Each walks over the words before the cursor to
// find the command, skips the values of options, and offers what the tree has there; files where
// it has nothing.
std::string BashScript(const CommandTree& tree);
std::string ZshScript(const CommandTree& tree);
std::string FishScript(const CommandTree& tree);

}  // namespace dashflow::cli
