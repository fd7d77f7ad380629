// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "host/cli/console.h"

namespace dashflow::cli {

// Runs a command. What it throws, and what cannot be printed, leaves the process as an error with a
// code like any other: out_of_memory, output_failed, or internal for what nobody expected.
Exit RunToLastResort(const Console& console, const std::function<Exit()>& run);

}  // namespace dashflow::cli
