// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/cli/command/command.h"

namespace dashflow::cli {

class Interrupts;
class Session;

// The words of somebody else, as he typed them; mistakes are told on `streams`.
Command ParseWords(const std::vector<std::string>& words, ConsoleStreams streams);

// Runs his command on what `host` holds. `folder` as of Session. REQUIRES: the command runs.
Exit RunGuest(Session& host, const Command& command, ConsoleStreams streams, Interrupts& interrupts,
              const std::string& folder);

}  // namespace dashflow::cli
