// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/telemetry/registry.h"

namespace dashflow::api {

// What the API counts of itself. [any-thread]
class Meter {
 public:
  explicit Meter(telemetry::Registry& registry);

  void Admitted(std::string_view strategy) { admitted_.With({std::string(strategy)}).Add(); }
  // By the code of the error.
  void Refused(std::string_view reason) { refused_.With({std::string(reason)}).Add(); }
  void Ended(std::string_view status) { ended_.With({std::string(status)}).Add(); }
  // A workflow's files have changed; whether what they have become is served.
  void Reloaded(bool taken) { reloads_.With({taken ? "served" : "refused"}).Add(); }

  telemetry::Histogram& waited;  // seconds
  telemetry::Counter& frames;    // of the streams of runs
  telemetry::Counter& frames_dropped;
  telemetry::Gauge& crons_due;  // at the last look
  telemetry::Counter& crons_fired;
  telemetry::Counter& crons_missed;  // times
  telemetry::Counter& crons_failed;
  telemetry::Counter& threads_expired;

 private:
  telemetry::Family<telemetry::Counter>& admitted_;
  telemetry::Family<telemetry::Counter>& refused_;
  telemetry::Family<telemetry::Counter>& ended_;
  telemetry::Family<telemetry::Counter>& reloads_;
};

}  // namespace dashflow::api
