// SPDX-License-Identifier: Apache-2.0
#include "host/cli/guest/guest.h"

#include "host/cli/last_resort.h"
#include "host/cli/session.h"

namespace dashflow::cli {

Command ParseWords(const std::vector<std::string>& words, ConsoleStreams streams) {
  std::vector<const char*> argv{"dashflow"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return ParseCommandLine(static_cast<int>(argv.size()), argv.data(), streams);
}

Exit RunGuest(Session& host, const Command& command, ConsoleStreams streams, Interrupts& interrupts,
              const std::string& folder) {
  const Console console(command.globals, streams);
  Session session(command.globals, console, interrupts, host, folder);
  return RunToLastResort(console, [&] { return command.run(session); });
}

}  // namespace dashflow::cli
