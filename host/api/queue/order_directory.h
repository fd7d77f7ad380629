// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "host/api/queue/run_order.h"
#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::api {

// The orders of a store. Their keys are the runs' ids, which sort by the time of the order.
// [any-thread]
class OrderDirectory {
 public:
  explicit OrderDirectory(checkpoint::Store& store) : store_(store) {}

  // Errors: run_not_found, and what the store says.
  Result<RunOrder> Get(std::string_view run) const;

  // Until `take` returns false: those of a thread, the newest first; those that have not ended, the
  // oldest first.
  using Visitor = std::function<bool(RunOrder)>;
  Status VisitThread(std::string_view thread, const Visitor& take) const;
  Status VisitOpen(const Visitor& take) const;
  // Those whose webhook is due, the oldest first.
  Status VisitWebhooks(const Visitor& take) const;

  // Queues it; `done` is called once it is durable or refused, on any thread, maybe before this
  // returns.
  using Done = std::function<void(Status)>;
  void Put(const RunOrder& order, Done done);
  // As Put, and waits.
  Status PutAndWait(const RunOrder& order);
  // With the frames that are kept of it.
  Status Erase(std::string_view run);

 private:
  Status Visit(std::string_view term, bool reverse, const Visitor& take) const;

  checkpoint::Store& store_;
};

}  // namespace dashflow::api
