// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/checkpoint/thread_record.h"
#include "host/cli/session.h"

namespace dashflow::cli {

// A thread, and the definition that it is on, from the store.
struct OnDefinition {
  checkpoint::ThreadRecord record;
  graph::WorkflowPtr workflow;
};

// Moves the thread to the definition in `file`, which it then is on. False after mistakes, which
// are told, and `exit` is their status: then nothing has changed.
bool MoveToFile(Session& session, OnDefinition& thread, const std::string& file, Exit& exit);

// The same with the file that the thread's workflow is in now, as far as it is known: by its name
// in the configuration, or where it was when the thread began. Where it cannot move it stays, and
// that is said. False after failures of the store.
bool MoveToCurrent(Session& session, OnDefinition& thread, Exit& exit);

// Before a run of `workflow` on a thread that may be there and on another definition. False after
// mistakes.
bool MoveToWorkflow(Session& session, const std::string& thread, const graph::WorkflowPtr& workflow,
                    Exit& exit);

// `resume --workflow FILE --dry-run`: what is different, what covers it, and whether it would move.
// Writes nothing.
Exit ShowMove(Session& session, const std::string& thread, const std::string& file);

}  // namespace dashflow::cli
