// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/api/service.h"
#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/document/document.h"
#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::api {

// A run that is ordered again and again.
struct Cron {
  std::string id;
  std::string owner{};
  std::string assistant{};              // id
  std::string workflow{};               // of the assistant, when it was named
  std::vector<std::string> patterns{};  // of workflows, of who named it: its runs keep to them
  std::string thread{};                 // empty = a new thread each time
  std::string schedule{};
  std::string zone{};  // empty = UTC
  bool enabled = true;
  bool keeps_thread = false;             // on_run_completed: keep
  std::optional<WallTime> end{};         // it does not fire later
  std::optional<WallTime> next{};        // nothing = it does not fire any more
  std::optional<WallTime> fired_for{};   // the time whose run may not be ordered yet
  Value payload = Value::EmptyObject();  // the body of each run
  Value metadata = Value::EmptyObject();
  WallTime created{};
  WallTime updated{};
};

// {cron_id, assistant_id, thread_id, on_run_completed, end_time, schedule, timezone, …}
Value CronView(const Cron& cron);

Cron CronOf(const checkpoint::Document& document);
checkpoint::Document DocumentOf(const Cron& cron);

// The index terms of those that fire, and of a thread's.
inline constexpr std::string_view kFires = "fires=yes";

// When it fires next after `time`, by its schedule, its end and whether it is enabled. Error
// cron_invalid.
Result<std::optional<WallTime>> NextOf(const Cron& cron, WallTime time);

// Takes over what a body says. Errors: cron_invalid, request_invalid, assistant_not_found.
Status ApplyBody(Service& service, const http::Caller& caller, const Value& body, Cron& cron);

// Errors: cron_not_found, also when it is somebody else's, and what the store says.
Result<Cron> FindCron(Service& service, const http::Caller& caller, std::string_view id);
Error NoCron(std::string_view id);

}  // namespace dashflow::api
