// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include "host/base/clock.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/value/value.h"

namespace dashflow::cli {

// What a store says of runs, from one look to the next: objects {time, thread, run, event, …} as
// the events of CLI.md, without the numbers that only their run knows. [serial]
class RunFollower {
 public:
  using Tell = std::function<void(const Value& event)>;
  // `thread` empty = all. `store` outlives it.
  RunFollower(checkpoint::Store& store, std::string thread, Tell tell)
      : store_(store), thread_(std::move(thread)), tell_(std::move(tell)) {}

  // What is under way now is followed, and what has ended is not told. Once, first.
  Status Begin(WallTime now);
  // Tells what there is since the last look.
  Status Look(WallTime now);

 private:
  struct Followed {
    WallTime started;
    checkpoint::Position told;  // the newest checkpoint
    bool is_over = false;
  };

  Status Find(WallTime now);
  Status Note(const checkpoint::RunRecord& run);
  Status TellCheckpoints(const checkpoint::RunRecord& run, Followed& followed);
  void ForgetBefore(WallTime time);

  checkpoint::Store& store_;
  const std::string thread_;
  const Tell tell_;
  bool tells_ = false;
  std::map<std::string, Followed> followed_;  // by run
};

}  // namespace dashflow::cli
