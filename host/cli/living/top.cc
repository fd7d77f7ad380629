// SPDX-License-Identifier: Apache-2.0
#include "host/cli/living/top.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/cli/guest/stop_flag.h"
#include "host/cli/runs/liveness.h"
#include "host/event/event.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

using checkpoint::RunRecord;
using checkpoint::ThreadStatus;

constexpr std::chrono::minutes kLately{1};
constexpr std::chrono::milliseconds kNap{100};  // while it waits for the next look
constexpr std::size_t kMostShown = 1000;

struct Row {
  RunRecord run;
  std::int64_t step = 0;
  std::int64_t ms = 0;
};

struct Picture {
  WallTime time;
  std::vector<Row> rows;                       // longest under way first
  std::map<std::string, std::int64_t> lately;  // how many ended how, of those begun in a minute
};

Result<std::int64_t> StepOf(checkpoint::Store& store, const RunRecord& run) {
  std::uint64_t seq = 0;
  DF_ASSIGN(const auto head, checkpoint::Loader(store).Head(run.first.stream, &seq));
  return head ? head->step : std::int64_t{0};
}

Result<Picture> Take(Session& session, checkpoint::Store& store) {
  Picture picture{.time = session.clock().Now(), .rows = {}, .lately = {}};
  const Liveness liveness(store, session.store_url());
  const checkpoint::RunDirectory runs(store);
  std::vector<RunRecord> running;
  DF_TRY(
      runs.Visit({.status = std::string(StatusName(ThreadStatus::kRunning)), .limit = kMostShown},
                 [&running](RunRecord run) { return running.push_back(std::move(run)), true; }));
  for (RunRecord& run : running) {
    DF_ASSIGN(const auto status, liveness.Settle(run));
    if (status != kRunningWord) continue;
    DF_ASSIGN(const std::int64_t step, StepOf(store, run));
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(picture.time - run.started);
    picture.rows.push_back({std::move(run), step, ms.count()});
  }
  std::ranges::sort(picture.rows, std::greater(), &Row::ms);
  DF_TRY(runs.Visit({}, [&picture](const RunRecord& run) {
    if (run.started < picture.time - kLately) return false;
    if (run.status != ThreadStatus::kRunning) ++picture.lately[std::string(StatusName(run.status))];
    return true;
  }));
  return picture;
}

Value ViewOf(const Picture& picture) {
  ArrayBuilder rows;
  for (const Row& row : picture.rows) {
    rows.Add(Value::EmptyObject()
                 .Set("run", row.run.id)
                 .Set("thread", row.run.thread)
                 .Set("workflow", row.run.workflow)
                 .Set("step", row.step)
                 .Set("ms", row.ms));
  }
  Value lately = Value::EmptyObject();
  for (const auto& [status, count] : picture.lately) lately = std::move(lately).Set(status, count);
  return Value::EmptyObject()
      .Set("time", event::FormatTime(picture.time))
      .Set("running", std::move(rows).Build())
      .Set("last_minute", std::move(lately));
}

std::string TextOf(const Picture& picture) {
  std::string text = fmt::format("{} under way · last minute:", picture.rows.size());
  for (const auto& [status, count] : picture.lately) text += fmt::format(" {} {}", count, status);
  if (picture.lately.empty()) text += " nothing ended";
  if (picture.rows.empty()) return text;
  text += fmt::format("\n{:<36}  {:<20}  {:>6}  {:>10}  {}", "RUN", "WORKFLOW", "STEP", "TIME",
                      "THREAD");
  for (const Row& row : picture.rows) {
    const std::string time = fmt::format("{:.1f} s", static_cast<double>(row.ms) / 1000);
    text += fmt::format("\n{:<36}  {:<20}  {:>6}  {:>10}  {}", row.run.id, row.run.workflow,
                        row.step, time, row.run.thread);
  }
  return text;
}

void Sleep(const Clock& clock, std::chrono::nanoseconds time, const StopFlag& stop) {
  const MonoTime begun = clock.Mono();
  while (!stop.is_set() && clock.Mono() - begun < time) std::this_thread::sleep_for(kNap);
}

}  // namespace

Exit Top(Session& session, const TopArguments& arguments) {
  const Console& console = session.console();
  const auto store = session.StoreForReading();
  if (store.has_error()) return console.Fail(store.error());
  const StopFlag stop(session);
  for (;;) {
    const auto picture = Take(session, **store);
    if (picture.has_error()) return console.Fail(picture.error());
    if (!arguments.once && console.draws()) console.PassOn("\x1b[H\x1b[2J");
    console.DataText(ViewOf(*picture), TextOf(*picture));
    if (arguments.once) return Exit::kOk;
    Sleep(session.clock(), arguments.every, stop);
    if (stop.is_set()) return Exit::kInterrupted;
  }
}

}  // namespace dashflow::cli
