// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/recovery.h"

#include <set>
#include <utility>

#include "host/checkpoint/directory.h"
#include "host/recovery/judgement.h"
#include "host/recovery/unfinished.h"
#include "host/value/json.h"

namespace dashflow::recovery {
namespace {

using checkpoint::CrashDirectory;
using checkpoint::CrashRecord;
using checkpoint::ThreadRecord;
using checkpoint::ThreadStatus;

std::string TextOf(const event::Event& event, std::string_view member) {
  const Value* const value = event.members.Find(member);
  return value == nullptr || !value->is_string() ? "" : std::string(value->as_text());
}

// What keeps a thread from being continued here is somebody else's doing.
bool IsElsewhere(const Error& error) {
  return error.code() == "draining" || error.code() == "thread_busy";
}

}  // namespace

Recovery::Recovery(Parts parts)
    : parts_(std::move(parts)),
      turns_(std::make_shared<Turns>(parts_.clock, parts_.limits.at_once)) {}

Recovery::~Recovery() {
  turns_->Close();
  if (worker_.joinable()) worker_.join();
}

Status Recovery::Prepare(const Death& death) {
  DF_ASSIGN(const auto threads, Unfinished(parts_.store));
  CrashDirectory directory(parts_.store);
  DF_ASSIGN(crashes_, directory.All());
  DF_TRY(ForgetOthers(threads));
  for (CrashRecord& crash :
       Judge(death, threads, crashes_, parts_.limits.attempts, parts_.clock.Now())) {
    DF_TRY(directory.Put(crash));
    crashes_.insert_or_assign(crash.thread, std::move(crash));
  }
  return Enlist(threads);
}

// Threads that have come to an end by other hands.
Status Recovery::ForgetOthers(const std::vector<ThreadRecord>& threads) {
  std::set<std::string_view> unfinished;
  for (const ThreadRecord& thread : threads) unfinished.insert(thread.id);
  for (auto crash = crashes_.begin(); crash != crashes_.end();) {
    if (unfinished.contains(crash->first)) {
      ++crash;
      continue;
    }
    DF_TRY(CrashDirectory(parts_.store).Erase(crash->first));
    crash = crashes_.erase(crash);
  }
  return Ok();
}

Status Recovery::Enlist(const std::vector<ThreadRecord>& threads) {
  for (const ThreadRecord& thread : threads) {
    const auto crash = crashes_.find(thread.id);
    const bool known = crash != crashes_.end();
    if (known && IsParked(crash->second, thread)) {
      parts_.observer.Parked(thread, crash->second);
      continue;
    }
    const bool suspected = known && crash->second.suspected;
    ++unfinished_;
    if (!suspected) ++innocents_;
    turns_->Add(thread.id, suspected);
  }
  return Ok();
}

void Recovery::Begin() {
  worker_ = std::thread([this] { Work(); });
}

void Recovery::TakeUp(const std::string& thread) {
  {
    const std::lock_guard lock(mutex_);
    crashes_.erase(thread);
  }
  turns_->Add(thread, true);
}

void Recovery::Work() {
  std::size_t left = innocents_;
  if (left == 0) WatchExpiries();
  while (const auto turn = turns_->Next()) {
    Do(*turn);
    if (turn->what == Turn::What::kContinue && left > 0 && --left == 0) WatchExpiries();
  }
}

void Recovery::Do(const Turn& turn) {
  if (turn.what == Turn::What::kContinue) return Continue(turn.thread);
  const Status forgiven = CrashDirectory(parts_.store).Erase(turn.thread);
  // It is only found out of date at the next start, then.
  if (forgiven.has_error()) parts_.observer.Left(turn.thread, forgiven.error());
}

void Recovery::WatchExpiries() {
  const auto waiting = checkpoint::Directory(parts_.store).List({.status = "waiting"});
  if (waiting.has_error()) return parts_.observer.Left("", waiting.error());
  for (const ThreadRecord& thread : *waiting) {
    const Status watched = WatchExpiry(thread);
    if (watched.has_error()) parts_.observer.Left(thread.id, watched.error());
  }
}

Status Recovery::WatchExpiry(const ThreadRecord& thread) {
  DF_ASSIGN(const auto expiry, FirstExpiry(parts_.store, thread));
  if (!expiry) return Ok();
  parts_.engine.CallAt(*expiry, [turns = turns_, id = thread.id] { turns->Add(id, false); });
  return Ok();
}

void Recovery::Continue(const std::string& thread) {
  const Status started = Start(thread);
  if (!started.has_error()) return;
  Settle(thread);
  if (!IsElsewhere(started.error())) parts_.observer.Left(thread, started.error());
}

Status Recovery::Start(const std::string& id) {
  DF_ASSIGN(const auto thread, checkpoint::Directory(parts_.store).Get(id));
  if (thread.status == ThreadStatus::kWaiting) {
    DF_ASSIGN(const auto expiry, FirstExpiry(parts_.store, thread));
    if (!expiry) return Settle(id), Ok();
    if (*expiry > parts_.clock.Now()) return Settle(id), WatchExpiry(thread);
  } else if (!IsUnfinished(thread)) {
    return Settle(id), Ok();
  }
  DF_ASSIGN(const auto program, ProgramOf(thread));
  Follow(thread);
  engine::RunRequest request;
  request.thread = id;
  request.options.sink = this;
  DF_TRY(parts_.engine.Start(program, std::move(request)));
  return Ok();
}

Result<engine::ProgramPtr> Recovery::ProgramOf(const ThreadRecord& thread) {
  const std::string key = thread.version + ToJson(thread.params);
  const auto known = programs_.find(key);
  if (known != programs_.end()) return known->second;
  const auto load = [&]() -> Result<engine::ProgramPtr> {
    DF_ASSIGN(auto workflow, parts_.workflow_of(thread));
    return parts_.engine.Load(std::move(workflow));
  };
  return programs_.emplace(key, load()).first->second;
}

void Recovery::Follow(const ThreadRecord& thread) {
  std::optional<CrashRecord> record;
  {
    const std::lock_guard lock(mutex_);
    const auto crash = crashes_.find(thread.id);
    if (crash != crashes_.end()) record = crash->second;
    Followed followed;
    if (record) followed.crash = record->step;
    followed_.insert_or_assign(thread.id, followed);
  }
  parts_.observer.Continued(thread, record ? &*record : nullptr);
}

void Recovery::Settle(const std::string& thread) {
  {
    const std::lock_guard lock(mutex_);
    followed_.erase(thread);
  }
  turns_->Settle(thread);
}

bool Recovery::Wants(event::Type type) const {
  return type == event::Type::kCheckpoint || type == event::Type::kRunFinished;
}

bool Recovery::Take(const event::Event& event) {
  if (event.type == event::Type::kRunFinished) {
    TakeEnd(event);
  } else if (event.space.is_null()) {
    TakeCheckpoint(event);
  }
  return true;
}

void Recovery::TakeCheckpoint(const event::Event& event) {
  const std::lock_guard lock(mutex_);
  const auto found = followed_.find(event.thread);
  if (found == followed_.end()) return;
  auto& [thread, followed] = *found;
  const std::int64_t step = event.members.Find("step")->as_int();
  if (!followed.begun) followed.begun = step;
  if (step > *followed.begun) turns_->Settle(thread);
  if (!followed.crash || step < *followed.crash) return;
  followed.crash.reset();
  turns_->Forgive(thread);
}

void Recovery::TakeEnd(const event::Event& event) {
  const std::string thread(event.thread);
  const std::string status = TextOf(event, "status");
  const bool is_over = status != StatusName(ThreadStatus::kCancelled);
  {
    const std::lock_guard lock(mutex_);
    const auto found = followed_.find(thread);
    if (found != followed_.end() && found->second.crash && is_over) turns_->Forgive(thread);
  }
  Settle(thread);
  parts_.observer.Ended(event.thread, event.run, status);
}

}  // namespace dashflow::recovery
