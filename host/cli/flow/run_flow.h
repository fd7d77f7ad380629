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
  bool detach = false;  // the host goes on with it
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

// The workflow that a thread is on, or that its checkpoint `at` was written with, from the store,
// and the record of the thread. Null after mistakes, which are told, and `exit` is their status.
graph::WorkflowPtr WorkflowOf(Session& session, const std::string& thread,
                              checkpoint::ThreadRecord& record, Exit& exit,
                              const std::optional<checkpoint::Position>& at = std::nullopt);

// Continues a thread as `request` says but for the thread's id: with the definition in `file`; with
// an empty one, with its own, or what that has become (move_flow.h); from an older checkpoint, with
// that checkpoint's.
Exit ContinueThread(Session& session, const std::string& thread, engine::RunRequest request,
                    const RunFlags& flags, const std::string& file = {});

// JSON text, @FILE, or - for standard input. Errors: invalid_json, and those of reading.
Result<Value> JsonArgument(const Session& session, const std::string& text,
                           std::string_view option);

}  // namespace dashflow::cli
