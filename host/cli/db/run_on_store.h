// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "host/checkpoint/upkeep/store_care.h"
#include "host/cli/command/command.h"
#include "host/cli/session.h"

namespace dashflow::cli {

using StorePtr = std::unique_ptr<checkpoint::Store>;

// Makes `act` what the command does.
void DoOnChoice(CLI::App& verb, Command& command, std::function<Status(Session&)> act,
                Writing writing = Writing::kNothing);

// The name or address of the store that the command is about.
std::string StoreName(const Session& session);

// Error store_unsupported for one that does nothing for itself.
Result<checkpoint::StoreCare*> CareFor(checkpoint::Store& store);

// "512 B", "8.3 MiB".
std::string SizeText(std::uint64_t bytes);

}  // namespace dashflow::cli
