// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>

#include "tests/simulation/world/listener.h"

namespace dashflow::simulation {

// Wants the moves of one thread to end: starts runs, answers their questions, and goes on where
// something went wrong, on whichever host there is.
class Caller {
 public:
  Caller(World& world, Disk& disk, std::string thread)
      : world_(world), disk_(disk), thread_(std::move(thread)) {}

  bool over() const { return move_ == world_.flow.moves.size(); }
  // Looks at what has become of its run, and does the next thing.
  void Step(Host& host);
  void Cancel();
  const std::string& thread() const { return thread_; }
  // Runs that have not ended, dead ones and replaced ones too. REQUIRES: they had the time.
  int unfinished() const;
  // Lets go of runs. REQUIRES: all have ended.
  void Forget();

 private:
  struct Begun {
    engine::RunHandle handle;
    Host* host = nullptr;
    const Listener* listener = nullptr;
  };

  void LeaveMove();
  void Take(const engine::RunResult& result, Host& host);
  void Begin(Host& host);
  std::optional<engine::RunRequest> Request(Host& host);
  std::optional<engine::RunRequest> Move(Host& host, const checkpoint::ThreadRecord& record);
  void Update(Host& host, const Value& values);
  std::vector<engine::Answer> Answers(Host& host);
  void Start(Host& host, engine::RunRequest request);

  World& world_;
  Disk& disk_;
  const std::string thread_;
  std::size_t move_ = 0;
  std::optional<std::size_t> current_;  // of begun_
  std::vector<engine::WaitingQuestion> questions_;
  std::deque<Listener> listeners_;
  std::vector<Begun> begun_;
};

}  // namespace dashflow::simulation
