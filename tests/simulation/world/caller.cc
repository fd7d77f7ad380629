// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/caller.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/engine/failure/expiry.h"
#include "host/value/json.h"

namespace dashflow::simulation {

using checkpoint::ThreadStatus;
using engine::RunRequest;

void Caller::Step(Host& host) {
  if (current_) {
    Begun& run = begun_[*current_];
    if (run.host == &host && !run.listener->over()) return;
    if (run.host->alive() && run.listener->over()) Take(run.handle.Wait(), *run.host);
    if (run.host->alive() && !run.listener->over()) LeaveTurn();
    current_.reset();
  }
  if (!over() && host.alive()) Begin(host);
}

void Caller::Take(const engine::RunResult& result, Host& host) {
  if (!host.alive()) return;
  questions_.clear();
  if (result.status == ThreadStatus::kWaiting) questions_ = result.questions;
  if (result.status != ThreadStatus::kDone) return;
  world_.chronicle.turns.push_back({thread_, result.output});
  ++turn_;
}

// Another host took over. Maybe nobody waits for the turn to end.
void Caller::LeaveTurn() {
  if (turn_ + 1 >= world_.flow.inputs.size()) return;
  if (!world_.dice.PerMille(world_.weather.impatience)) return;
  world_.chronicle.impatient = true;
  ++turn_;
}

void Caller::Begin(Host& host) {
  if (auto request = Request(host)) Start(host, std::move(*request));
}

// A turn that the store knows is gone on with; else it is begun. Nothing: not to be found out now.
std::optional<RunRequest> Caller::Request(Host& host) {
  RunRequest request;
  request.thread = thread_;
  const auto record = checkpoint::Directory(host.store()).Get(thread_);
  if (record.has_error() && record.error().code() != "thread_not_found") return std::nullopt;
  if (record.has_error() || record->branch <= turn_) {
    request.input = world_.flow.inputs[turn_];
  } else {
    request.answers = Answers(host);
  }
  if (world_.dice.PerMille(world_.weather.limits))
    request.options.max_steps = world_.dice.From(1, 4);
  if (world_.dice.PerMille(world_.weather.limits))
    request.options.timeout = std::chrono::milliseconds(world_.dice.From(1, 400));
  return request;
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
    return "host " + std::to_string(host.number()) + (request.input ? " begins" : " resumes") +
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
