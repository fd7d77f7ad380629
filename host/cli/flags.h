// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/cli/globals.h"
#include "host/settings/settings.h"

namespace dashflow::cli {

// Global options as the last layer of the configuration.
void ApplyFlags(const Globals& globals, settings::Settings& settings);

}  // namespace dashflow::cli
