// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/on_host.h"

#include <algorithm>
#include <array>
#include <string>

namespace dashflow::cli {
namespace {

constexpr auto kCommands = std::to_array<std::string_view>({
    "approve",        "drain",           "cancel",
    "config reload",  "config show",     "db status",
    "db vacuum",      "db verify",       "eval",
    "key create",     "key list",        "key revoke",
    "plugin list",    "resume",          "run",
    "runs drop",      "runs list",       "runs parked",
    "runs retry",     "runs show",       "threads copy",
    "threads delete", "threads history", "threads list",
    "threads prune",  "threads show",    "threads state",
    "tail",           "threads update",  "top",
    "wait",
});

}  // namespace

bool RunsOnHost(std::string_view command) {
  return std::ranges::find(kCommands, command) != kCommands.end();
}

Error NotOnHost(std::string_view command) {
  const std::string name = "dashflow " + std::string(command);
  return Error("usage", "`" + name + "` does not go over a server")
      .Operation("run command")
      .Resource("--server")
      .Cause("it needs the files or the terminal of the machine where it is typed")
      .Fix("type it without --server, on the machine of the host if it is about the host");
}

}  // namespace dashflow::cli
