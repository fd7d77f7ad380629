// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>

#include "host/checkpoint/run/run_record.h"
#include "host/cli/guest/stop_flag.h"
#include "host/cli/runs/liveness.h"

namespace dashflow::cli {

// Looks at a run of another process again and again, as only the store tells of it.
class RunWatch {
 public:
  // `limit` 0 = as long as it takes. A signal ends the process by itself; of a guest, it ends the
  // wait.
  RunWatch(const Session& session, const Liveness& liveness, std::chrono::nanoseconds limit);

  enum class Seen { kSettled, kLate, kFailed, kInterrupted };
  // Blocks while the run is under way; `run` is as it was read last.
  Seen Wait(checkpoint::RunRecord& run, checkpoint::Store& store);

  std::string_view status() const { return status_; }  // kSettled
  const Error& error() const { return error_; }        // kFailed

 private:
  Status Look(checkpoint::RunRecord& run, checkpoint::Store& store);

  const Session& session_;
  const Liveness& liveness_;
  const std::chrono::nanoseconds limit_;
  const StopFlag stop_;
  std::string_view status_;
  Error error_;
};

}  // namespace dashflow::cli
