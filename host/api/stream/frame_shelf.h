// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "host/api/stream/frame.h"
#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::api {

// The frames of runs whose streams can be resumed after a restart of the host. They stay for a day,
// or as long as the order. [any-thread]
class FrameShelf {
 public:
  FrameShelf(checkpoint::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  // Queues them, in one piece; `done` also where the store refuses them: then they are told, but
  // not again. REQUIRES: some.
  void Put(std::string_view run, const std::vector<FramePtr>& frames, std::function<void()> done);
  // All of a run, in the order of their numbers. Errors: what the store says.
  Result<std::vector<FramePtr>> Read(std::string_view run) const;

 private:
  checkpoint::Store& store_;
  const Clock& clock_;
};

}  // namespace dashflow::api
