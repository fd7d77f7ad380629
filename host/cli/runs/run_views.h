// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/cli/runs/run_facts.h"

namespace dashflow::cli {

// A run of a list.
Value RunView(const checkpoint::RunRecord& record, std::string_view status);
std::string RunLine(const checkpoint::RunRecord& record, std::string_view status);

// All about one run.
Value RunFactsView(const RunFacts& facts);
std::string RunFactsText(const RunFacts& facts);

// The commands to type next, by how a run stands; empty when nothing is left to do.
std::string NextCommands(std::string_view status, const engine::RunResult& result);

// How it ended, and at which task: "failed at digest#17".
std::string EndingText(std::string_view status, const engine::RunResult& result);

}  // namespace dashflow::cli
