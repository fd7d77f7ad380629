// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/cli/session.h"
#include "host/engine/request.h"

namespace dashflow::cli {

// What `run` and `resume` share.
struct RunFlags {
  bool yes = false;
  std::vector<std::string> stream;
  std::string durability;
  std::optional<std::int64_t> max_steps;
  std::string timeout;
};

// Runs a compiled workflow to its end, shows its events and its output, and says what to type next.
Exit RunToEnd(Session& session, const graph::WorkflowPtr& workflow, engine::RunRequest request,
              const RunFlags& flags);

// Says how a run ended, and what to type next; with --json its events have said so. Its exit
// status.
Exit ReportEnd(const Session& session, const engine::RunResult& result);

// Loads a thread's own definition from the store and continues it.
Exit ContinueThread(Session& session, const std::string& thread,
                    std::vector<engine::Answer> answers, const RunFlags& flags);

// JSON text, @FILE, or - for standard input. Errors: invalid_json, and those of reading.
Result<Value> JsonArgument(const std::string& text, std::string_view option);

}  // namespace dashflow::cli
