// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace CLI {
class App;
}

namespace dashflow::cli {

struct Command;

// runs parked|retry|drop: what a host has set aside, since it died in it again and again.
void AddParkedCommands(CLI::App& runs, Command& command);

}  // namespace dashflow::cli
