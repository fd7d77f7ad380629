// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/checkpoint/run/crash_record.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/engine/request.h"

namespace dashflow::cli {

// A run by its id, a unique prefix of it, or @last; or the latest run of a thread that is named in
// the same way. Errors: run_not_found, run_ambiguous, thread_ambiguous, and those of the store.
Result<checkpoint::RunRecord> FindRun(checkpoint::Store& store, const std::string& name);

// The latest run of its thread, when that is another one; else empty.
Result<std::string> ContinuedBy(checkpoint::Store& store, const checkpoint::RunRecord& record);

// A run with what its log holds.
struct RunFacts {
  checkpoint::RunRecord record;
  std::string_view status;  // as Liveness has it
  Value input;              // null = it continued its thread
  std::string continued_by;
  // Of the thread, where its latest run is this one.
  std::optional<checkpoint::CrashRecord> crash;
  engine::RunResult result;  // what `run` was told at its end; without an end only the ids count
};
Result<RunFacts> FactsOf(checkpoint::Store& store, const checkpoint::RunRecord& record,
                         std::string_view status);

}  // namespace dashflow::cli
