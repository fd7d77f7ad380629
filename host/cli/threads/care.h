// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "host/cli/command/command.h"

namespace dashflow::cli {

// `threads copy`, `delete` and `prune`.
void AddCareCommands(CLI::App& threads, Command& command);

}  // namespace dashflow::cli
