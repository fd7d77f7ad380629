// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/list_flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "host/cli/runs/liveness.h"
#include "host/config/quantity.h"
#include "host/expression/time/time_text.h"

namespace dashflow::cli {
namespace {

// A day stands for its beginning, in UTC.
std::optional<expression::Instant> InstantOf(const std::string& text) {
  constexpr std::size_t kDay = 10;  // 2026-11-29
  return expression::ParseTimestamp(text.size() == kDay ? text + "T00:00:00Z" : text);
}

// Years beyond those that a store can tell are as good as the last of them.
WallTime TimeOf(const expression::Instant& instant) {
  constexpr std::int64_t kFarAway = 9'000'000'000;  // seconds; the year 2255
  const auto seconds = std::clamp(instant.seconds, -kFarAway, kFarAway);
  return WallTime(std::chrono::seconds(seconds) + std::chrono::nanoseconds(instant.nanoseconds));
}

Result<WallTime> SinceOf(const std::string& text, WallTime now) {
  if (const auto ago = config::ParseDuration(text); ago.has_value()) return now - ago.value();
  if (const auto instant = InstantOf(text)) return TimeOf(*instant);
  return Error("usage", "--since is no time: '" + text + "'")
      .Operation("list")
      .Resource("--since")
      .Cause("'" + text + "' is neither a duration nor a date or time")
      .Fix(
          "write a duration such as 2h, a day such as 2026-11-29, or a time such as "
          "2026-11-29T08:00:00Z");
}

}  // namespace

void AddListFlags(CLI::App& list, ListFlags& flags, const std::string& of) {
  list.add_option("--status", flags.status, "Only with this status")
      ->type_name("STATUS")
      ->check(CLI::IsMember({"running", "unfinished", "parked", "waiting", "done", "failed",
                             "cancelled", "timeout"}));
  list.add_option("--workflow", flags.workflow, "Only of this workflow")->type_name("NAME");
  list.add_option("--error", flags.error, "Only with an error of this code")->type_name("CODE");
  list.add_option("--since", flags.since, "Only " + of + " since then: 2h, a day, or a time")
      ->type_name("T");
  list.add_option("--limit", flags.limit, "At most so many")->type_name("N");
}

Result<checkpoint::RecordFilter> FilterOf(const ListFlags& flags, WallTime now) {
  checkpoint::RecordFilter filter;
  filter.status = IsCutOff(flags.status) ? std::string(kRunningWord) : flags.status;
  filter.workflow = flags.workflow;
  filter.error = flags.error;
  if (!flags.since.empty()) {
    DF_ASSIGN(filter.since, SinceOf(flags.since, now));
  }
  return filter;
}

}  // namespace dashflow::cli
