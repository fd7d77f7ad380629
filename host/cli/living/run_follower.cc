// SPDX-License-Identifier: Apache-2.0
#include "host/cli/living/run_follower.h"

#include <utility>
#include <vector>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/run/run_directory.h"
#include "host/cli/view/thread_views.h"
#include "host/event/event.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

using checkpoint::Entry;
using checkpoint::EntryKind;
using checkpoint::Position;
using checkpoint::RunRecord;
using checkpoint::ThreadStatus;

// Longer than a run waits between the making of its id, by which runs are found, and its beginning,
// but for one that waits in a queue, which is found while it is under way.
constexpr std::chrono::minutes kLooksBack{1};

Value EventOf(const RunRecord& run, WallTime time, std::string_view name) {
  return Value::EmptyObject()
      .Set("time", event::FormatTime(time))
      .Set("thread", run.thread)
      .Set("run", run.id)
      .Set("event", name);
}

Value EndOf(const RunRecord& run) {
  Value told = EventOf(run, run.updated, event::TypeName(event::Type::kRunFinished))
                   .Set("status", StatusName(run.status))
                   .Set("steps", run.steps);
  return run.error.is_null() ? told : std::move(told).Set("error", run.error);
}

Value CheckpointEvent(const RunRecord& run, const Position& position, const Entry& entry,
                      const checkpoint::Names& names) {
  Value told = EventOf(run, entry.time, event::TypeName(event::Type::kCheckpoint));
  CheckpointView(position, entry, names)
      .ForEachMember([&told](const Value& name, const Value& value) {
        if (told.Find(name.as_text()) == nullptr) told = std::move(told).Set(name.as_text(), value);
      });
  return told;
}

// Names of the channels and nodes of a branch; null where it is not there any more.
Result<std::shared_ptr<const checkpoint::Names>> NamesOf(checkpoint::Store& store,
                                                         std::uint64_t stream) {
  std::shared_ptr<const checkpoint::Names> names;
  DF_TRY(checkpoint::Loader(store).VisitForwards({stream, 1},
                                                 [&names](const Position&, const Entry& first) {
                                                   names = first.names;
                                                   return false;
                                                 }));
  return names;
}

}  // namespace

Status RunFollower::Begin(WallTime now) {
  DF_TRY(Find(now));
  tells_ = true;
  return Ok();
}

Status RunFollower::Look(WallTime now) {
  DF_TRY(Find(now));
  for (auto& [id, followed] : followed_) {
    if (followed.is_over) continue;
    const auto run = checkpoint::RunDirectory(store_).Get(id);
    if (run.has_error() && run.error().code() != "run_not_found") return run.error();
    followed.is_over = run.has_error() || run->status != ThreadStatus::kRunning;
    if (run.has_error()) continue;
    DF_TRY(TellCheckpoints(*run, followed));
    if (followed.is_over) tell_(EndOf(*run));
  }
  ForgetBefore(now - 2 * kLooksBack);
  return Ok();
}

// Those under way, and those that began a moment ago, which may have ended already.
Status RunFollower::Find(WallTime now) {
  std::vector<RunRecord> found;
  const checkpoint::RunDirectory runs(store_);
  DF_TRY(runs.Visit({}, [&](RunRecord run) {
    if (run.started < now - kLooksBack) return false;
    found.push_back(std::move(run));
    return true;
  }));
  DF_TRY(runs.Visit({.status = std::string(StatusName(ThreadStatus::kRunning))},
                    [&found](RunRecord run) { return found.push_back(std::move(run)), true; }));
  for (auto run = found.rbegin(); run != found.rend(); ++run) DF_TRY(Note(*run));
  return Ok();
}

Status RunFollower::Note(const RunRecord& run) {
  if (!thread_.empty() && run.thread != thread_) return Ok();
  const auto [at, is_new] = followed_.try_emplace(run.id, Followed{run.started, {}, false});
  if (!is_new) return Ok();
  if (tells_) {
    tell_(EventOf(run, run.started, event::TypeName(event::Type::kRunStarted))
              .Set("workflow", run.workflow)
              .Set("version", run.version));
    return Ok();
  }
  at->second.is_over = run.status != ThreadStatus::kRunning;
  return at->second.is_over ? Ok() : TellCheckpoints(run, at->second);
}

Status RunFollower::TellCheckpoints(const RunRecord& run, Followed& followed) {
  const auto thread = checkpoint::Directory(store_).Get(run.thread);
  if (thread.has_error())
    return thread.error().code() == "thread_not_found" ? Ok() : thread.error();
  const std::uint64_t stream = run.last.stream != 0 ? run.last.stream : thread->stream;
  std::vector<std::pair<Position, Entry>> news;
  DF_TRY(checkpoint::Loader(store_).VisitBackwards(
      {stream, INT64_MAX}, [&](const Position& position, const Entry& entry) {
        const bool is_older = position.stream == run.first.stream && position.seq < run.first.seq;
        const bool is_news = !is_older && (position.stream != followed.told.stream ||
                                           position.seq > followed.told.seq);
        if (!is_news) return false;
        if (entry.kind != EntryKind::kBegin && entry.kind != EntryKind::kStep) return true;
        news.emplace_back(position, entry);
        return tells_;
      }));
  if (news.empty()) return Ok();
  followed.told = news.front().first;
  DF_ASSIGN(const auto names, NamesOf(store_, stream));
  for (auto one = news.rbegin(); tells_ && names && one != news.rend(); ++one)
    tell_(CheckpointEvent(run, one->first, one->second, *names));
  return Ok();
}

void RunFollower::ForgetBefore(WallTime time) {
  std::erase_if(followed_, [time](const auto& one) {
    return one.second.is_over && one.second.started < time;
  });
}

}  // namespace dashflow::cli
