// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/base/error_catalogue.h"

namespace dashflow::cli {

struct Command;
class Session;

// Has the words of a command run by the host that --server or client.server names, or that is at
// server.socket, if the command needs one and the store is no place where it could be found; prints
// what it prints. Its exit status; nothing: there is no such host, or only the configuration names
// one, and no host runs the command (RunsOnHost).
std::optional<Exit> RunOnServer(const Command& command, Session& session,
                                const std::vector<std::string>& words);

}  // namespace dashflow::cli
