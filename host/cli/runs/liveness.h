// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/cli/runs/holder.h"

namespace dashflow::cli {

// The words of CLI.md for how runs and threads stand, and three for those without an end yet.
inline constexpr std::string_view kParkedWord = "parked";  // as unfinished; no host continues it
inline constexpr std::string_view kRunningWord = "running";
inline constexpr std::string_view kUnfinishedWord = "unfinished";  // cut off; may be resumed
inline bool IsCutOff(std::string_view status) {
  return status == kUnfinishedWord || status == kParkedWord;
}

// Tells what is under way from what was cut off: the store says "running" of both. A store has one
// holder at a time, so that whatever began before the present one took it is no longer under way;
// nor is a run whose thread another one has continued.
class Liveness {
 public:
  Liveness(checkpoint::Store& store, std::string url) : store_(store), url_(std::move(url)) {}

  // How it stands now. A record that says "running" is read again where nothing runs it, since it
  // may have ended a moment ago. Errors: those of the store.
  Result<std::string_view> Settle(checkpoint::RunRecord& run) const;
  Result<std::string_view> Settle(checkpoint::ThreadRecord& thread) const;

 private:
  bool MayRun(WallTime begun) const;
  // Parked, or `otherwise`. REQUIRES: the store says that the run is running.
  Result<std::string_view> Parked(const checkpoint::ThreadRecord& thread, std::string_view run,
                                  std::string_view otherwise) const;

  checkpoint::Store& store_;
  std::string url_;
};

}  // namespace dashflow::cli
