// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/cli/serve/living_host.h"
#include "host/value/value.h"

namespace dashflow::cli {

// What a reload has changed, and what waits for a restart.
Value ReloadView(const LivingHost::Reloaded& reloaded);
std::string ReloadText(const LivingHost::Reloaded& reloaded);

}  // namespace dashflow::cli
