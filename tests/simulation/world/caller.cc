// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/caller.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/engine/failure/expiry.h"
#include "host/value/json.h"

namespace dashflow::simulation {

using checkpoint::ThreadStatus;
using engine::RunRequest;

namespace {

// A checkpoint of the thread's branch, not the newest if there are several.
std::optional<checkpoint::Position> ForkPoint(Host& host, const checkpoint::ThreadRecord& record,
                                              int back) {
  std::vector<checkpoint::Position> all;
  const auto visited =
      checkpoint::History(host.store(), record).Visit([&](const checkpoint::Snapshot& snapshot) {
        if (snapshot.position.stream != record.stream) return false;
        all.push_back(snapshot.position);
        return true;
      });
  if (visited.has_error() || all.empty()) return std::nullopt;
  return all[std::min(1 + static_cast<std::size_t>(back), all.size() - 1)];
}

}  // namespace

void Caller::Step(Host& host) {
  if (current_) {
    Begun& run = begun_[*current_];
    if (run.host == &host && !run.listener->over()) return;
    if (run.host->alive() && run.listener->over()) Take(run.handle.Wait(), *run.host);
    if (run.host->alive() && !run.listener->over()) LeaveMove();
    current_.reset();
  }
  if (!over() && host.alive()) Begin(host);
}

void Caller::Take(const engine::RunResult& result, Host& host) {
  if (!host.alive()) return;
  questions_.clear();
  if (result.status == ThreadStatus::kWaiting) questions_ = result.questions;
  if (result.status != ThreadStatus::kDone) return;
  world_.chronicle.ended.push_back({thread_, result.output});
  ++move_;
}

// Another host took over. Maybe nobody waits for the move to end.
void Caller::LeaveMove() {
  if (move_ + 1 >= world_.flow.moves.size()) return;
  if (!world_.dice.PerMille(world_.weather.impatience)) return;
  world_.chronicle.impatient = true;
  ++move_;
}

void Caller::Begin(Host& host) {
  auto request = Request(host);
  if (!request) return;
  Dice& dice = world_.dice;
  if (dice.PerMille(world_.weather.limits)) request->options.max_steps = dice.From(1, 4);
  if (dice.PerMille(world_.weather.limits))
    request->options.timeout = std::chrono::milliseconds(dice.From(1, 400));
  Start(host, std::move(*request));
}

// A move that the store knows is gone on with; else it is made. Nothing: there is no run to start
// now.
std::optional<RunRequest> Caller::Request(Host& host) {
  RunRequest request;
  request.thread = thread_;
  const auto record = checkpoint::Directory(host.store()).Get(thread_);
  if (record.has_error() && record.error().code() != "thread_not_found") return std::nullopt;
  if (record.has_error()) {
    request.input = world_.flow.moves.front().values;
  } else if (record->branch <= move_) {
    return Move(host, *record);
  } else {
    request.answers = Answers(host);
  }
  return request;
}

std::optional<RunRequest> Caller::Move(Host& host, const checkpoint::ThreadRecord& record) {
  const auto& move = world_.flow.moves[move_];
  if (move.kind == simulation::Move::Kind::kUpdate) return Update(host, move.values), std::nullopt;
  RunRequest request;
  request.thread = thread_;
  if (move.kind == simulation::Move::Kind::kInput) return request.input = move.values, request;
  request.at = ForkPoint(host, record, move.back);
  return request.at ? std::optional(request) : std::nullopt;
}

void Caller::Update(Host& host, const Value& values) {
  world_.Note(
      [&] { return "host " + std::to_string(host.number()) + " updates thread " + thread_; });
  engine::UpdateRequest request;
  request.thread = thread_;
  request.updates = {{"START", values}};
  const Status updated = host.Update(request);
  if (updated.has_error()) world_.Note([&] { return "refused: " + updated.error().code(); });
  world_.Ring();
}

// To some of the questions; what expires by itself is left to do so.
std::vector<engine::Answer> Caller::Answers(Host& host) {
  std::vector<engine::Answer> answers;
  for (const auto& question : questions_) {
    const bool expires = question.asked.expires != WallTime();
    if (expires || (!answers.empty() && world_.dice.Percent(30))) continue;
    const auto value = static_cast<std::int64_t>(question.asked.question.Hash() % 1000);
    answers.push_back({question.asked.id, value});
  }
  const auto expiry = engine::FirstExpiry(questions_);
  if (answers.empty() && expiry) world_.executor.Pass(*expiry - host.clock().Now());
  questions_.clear();
  return answers;
}

void Caller::Start(Host& host, RunRequest request) {
  world_.Note([&] {
    return "host " + std::to_string(host.number()) +
           (request.input ? " begins"
            : request.at  ? " forks"
                          : " resumes") +
           " thread " + thread_ + " with " + std::to_string(request.answers.size()) + " answers";
  });
  Listener& listener = listeners_.emplace_back(world_, disk_, host, thread_);
  request.options.sink = &listener;
  auto handle = host.Start(std::move(request));
  if (handle.has_error()) {
    world_.Note(
        [&] { return "refused: " + handle.error().code() + " " + handle.error().message(); });
    return;
  }
  current_ = begun_.size();
  begun_.push_back({std::move(handle).value(), &host, &listener});
}

void Caller::Cancel() {
  if (current_ && begun_[*current_].host->alive()) begun_[*current_].handle.Cancel();
}

int Caller::unfinished() const {
  return static_cast<int>(
      std::ranges::count_if(begun_, [](const Begun& run) { return !run.listener->over(); }));
}

void Caller::Forget() {
  for (const Begun& run : begun_) run.handle.Wait();
  begun_.clear();
}

}  // namespace dashflow::simulation
