// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "host/cli/console.h"
#include "host/recovery/recovery.h"
#include "host/retention/sweep.h"

namespace dashflow::cli {

// Says what a host recovers, a line each; with --json on stdout: {"recovery": what, "thread": …},
// and {"retention": "swept", …} for what it has deleted.
class RecoveryView final : public recovery::Observer {
 public:
  explicit RecoveryView(const Console& console) : console_(console) {}

  void Continued(const checkpoint::ThreadRecord& thread,
                 const checkpoint::CrashRecord* crash) override;
  void Left(const std::string& thread, const Error& why) override;
  void Parked(const checkpoint::ThreadRecord& thread,
              const checkpoint::CrashRecord& crash) override;
  void Ended(std::string_view thread, std::string_view run, std::string_view status) override;
  // A pass of retention, or why it did not come to its end.
  void Swept(const Result<retention::Swept>& swept) const;
  // The host is up; so many threads will be continued.
  void Ready(std::size_t unfinished) const;

 private:
  void Print(const Value& view, const std::string& text) const;

  const Console& console_;
  mutable std::mutex mutex_;  // a line at a time
};

}  // namespace dashflow::cli
