// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "host/api/crons/cron.h"
#include "host/api/service.h"
#include "host/base/clock.h"
#include "host/base/log.h"
#include "host/http/caller.h"

namespace dashflow::api {

// What the API does by the clock: crons, and threads whose time to live is over. It looks once a
// minute, and when a cron is due. What was missed while nobody looked fires once, for all the times
// that it missed. A run that was ordered when the process died is ordered again, under the same id.
// [any-thread]
class Timetable : public std::enable_shared_from_this<Timetable> {
 public:
  // As OrderRun.
  using Orderer = std::function<Status(const http::Caller& caller, const std::string& thread,
                                       const std::string& run, const Value& body)>;
  // `service` outlives it until Stop, its engine and `log` outlive it.
  Timetable(Service& service, Log& log, Orderer order)
      : service_(service), log_(log), order_(std::move(order)) {}

  // Looks, and goes on looking.
  void Look();
  // Something may be due at that time.
  void Expect(WallTime when);
  // Waits for what is being done; nothing is done any more.
  void Stop();

 private:
  std::optional<WallTime> FireAll(WallTime now);
  void CountDue(std::size_t left);
  Status Fire(const Cron& found, WallTime now);
  Status Order(const Cron& cron);
  void SweepThreads(WallTime now);
  void Note(const Status& done);

  Service& service_;
  Log& log_;
  const Orderer order_;
  std::mutex working_;
  bool stopped_ = false;
  std::mutex waiting_;
  std::optional<WallTime> expected_{};  // the next alarm that is set
};

}  // namespace dashflow::api
