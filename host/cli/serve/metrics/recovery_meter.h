// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/recovery/recovery.h"
#include "host/retention/sweep.h"
#include "host/telemetry/registry.h"

namespace dashflow::cli {

// Counts what a host recovers and deletes, and hands on what it hears. [any-thread]
class RecoveryMeter final : public recovery::Observer {
 public:
  // Both outlive it.
  RecoveryMeter(telemetry::Registry& registry, recovery::Observer& next);

  void Continued(const checkpoint::ThreadRecord& thread,
                 const checkpoint::CrashRecord* crash) override;
  void Left(const std::string& thread, const Error& why) override;
  void Parked(const checkpoint::ThreadRecord& thread,
              const checkpoint::CrashRecord& crash) override;
  void Ended(std::string_view thread, std::string_view run, std::string_view status) override;
  void Unfinished(std::size_t threads) { unfinished_.Set(static_cast<std::int64_t>(threads)); }
  void Swept(const Result<retention::Swept>& swept);

 private:
  recovery::Observer& next_;
  telemetry::Gauge& unfinished_;
  telemetry::Counter& resumed_;
  telemetry::Counter& suspected_;
  telemetry::Counter& left_;
  telemetry::Counter& parked_;
  telemetry::Family<telemetry::Counter>& ended_;
  telemetry::Family<telemetry::Counter>& sweeps_;
  telemetry::Counter& deleted_;
  telemetry::Counter& pruned_;
  telemetry::Counter& checkpoints_;
  telemetry::Counter& blobs_;
};

}  // namespace dashflow::cli
