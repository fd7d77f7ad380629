// SPDX-License-Identifier: Apache-2.0
#include "host/api/meter.h"

namespace dashflow::api {

Meter::Meter(telemetry::Registry& registry)
    : waited(registry
                 .Histograms("dashflow_queue_wait_seconds",
                             "Time that runs waited for their turn since they were due",
                             telemetry::kLatencyBounds)
                 .With()),
      frames(registry.Counters("dashflow_stream_frames_total", "Frames that runs told").With()),
      frames_dropped(registry
                         .Counters("dashflow_stream_frames_dropped_total",
                                   "Frames that clients did not get, since they were too slow")
                         .With()),
      crons_due(registry
                    .Gauges("dashflow_crons_due",
                            "Crons that were due at the last look, and whose "
                            "runs are still to be ordered")
                    .With()),
      crons_fired(
          registry.Counters("dashflow_crons_fired_total", "Runs that crons ordered").With()),
      crons_missed(registry
                       .Counters("dashflow_crons_missed_total",
                                 "Times of crons that passed while nobody looked, beyond the one "
                                 "that was made up for")
                       .With()),
      crons_failed(
          registry.Counters("dashflow_crons_failed_total", "Runs that could not be ordered")
              .With()),
      threads_expired(
          registry.Counters("dashflow_threads_expired_total", "Threads whose time to live was over")
              .With()),
      admitted_(registry.Counters("dashflow_queue_admitted_total",
                                  "Orders for runs that were taken", {"strategy"})),
      refused_(registry.Counters("dashflow_queue_refused_total", "Orders for runs that were not",
                                 {"reason"})),
      ended_(registry.Counters("dashflow_queue_ended_total", "Orders for runs that have ended",
                               {"status"})),
      reloads_(registry.Counters("dashflow_workflow_reloads_total",
                                 "Workflows that were read again since their files had changed",
                                 {"outcome"})) {}

}  // namespace dashflow::api
