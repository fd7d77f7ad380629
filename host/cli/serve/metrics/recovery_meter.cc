// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/metrics/recovery_meter.h"

namespace dashflow::cli {

RecoveryMeter::RecoveryMeter(telemetry::Registry& registry, recovery::Observer& next)
    : next_(next),
      unfinished_(registry
                      .Gauges("dashflow_recovery_unfinished_threads",
                              "Threads that this host found unfinished when it began")
                      .With()),
      resumed_(registry.Counters("dashflow_recovery_resumed_total", "Threads that were continued")
                   .With()),
      suspected_(registry
                     .Counters("dashflow_recovery_suspected_total",
                               "Of them those in whose task a host had died before")
                     .With()),
      left_(registry.Counters("dashflow_recovery_left_total", "Threads that could not be continued")
                .With()),
      parked_(registry
                  .Counters("dashflow_recovery_parked_total",
                            "Threads that are left alone, since hosts died in them too often")
                  .With()),
      ended_(registry.Counters("dashflow_recovery_ended_total",
                               "Ends of threads that were continued", {"status"})),
      sweeps_(registry.Counters("dashflow_retention_sweeps_total",
                                "Passes of retention that did something or failed", {"outcome"})),
      deleted_(registry
                   .Counters("dashflow_retention_threads_deleted_total",
                             "Threads that retention deleted")
                   .With()),
      pruned_(registry
                  .Counters("dashflow_retention_threads_pruned_total",
                            "Threads that retention took checkpoints from")
                  .With()),
      checkpoints_(registry
                       .Counters("dashflow_retention_checkpoints_removed_total",
                                 "Checkpoints that retention removed")
                       .With()),
      blobs_(registry
                 .Counters("dashflow_retention_blobs_erased_total",
                           "Blobs that nothing referred to any more")
                 .With()) {}

void RecoveryMeter::Continued(const checkpoint::ThreadRecord& thread,
                              const checkpoint::CrashRecord* crash) {
  resumed_.Add();
  if (crash != nullptr) suspected_.Add();
  next_.Continued(thread, crash);
}

void RecoveryMeter::Left(const std::string& thread, const Error& why) {
  left_.Add();
  next_.Left(thread, why);
}

void RecoveryMeter::Parked(const checkpoint::ThreadRecord& thread,
                           const checkpoint::CrashRecord& crash) {
  parked_.Add();
  next_.Parked(thread, crash);
}

void RecoveryMeter::Ended(std::string_view thread, std::string_view run, std::string_view status) {
  ended_.With({std::string(status)}).Add();
  next_.Ended(thread, run, status);
}

void RecoveryMeter::Swept(const Result<retention::Swept>& swept) {
  sweeps_.With({swept.has_value() ? "done" : "failed"}).Add();
  if (swept.has_error()) return;
  deleted_.Add(swept->deleted);
  pruned_.Add(swept->pruned);
  checkpoints_.Add(swept->checkpoints);
  blobs_.Add(swept->blobs);
}

}  // namespace dashflow::cli
