// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "host/checkpoint/namespace/namespace_record.h"
#include "host/engine/call/call_numbers.h"
#include "host/engine/call/given_answers.h"
#include "host/engine/program.h"
#include "host/engine/run_ptr.h"
#include "host/engine/task/attempt.h"

namespace dashflow::engine {

// One call of a subworkflow by an attempt of a task: a run in a namespace of the thread, with a
// stream of its own, whose end is the attempt's. A call that its log knows already goes on where it
// was, so that a restart and an answer repeat nothing; a retry calls anew. Keeps its state as
// `checkpoint:` of the node says. Belongs to that run, and keeps the attempt in memory.
class WorkflowCall {
 public:
  // The run of the call, which Start or Wait begins.
  static RunPtr Make(Attempt& attempt, ProgramPtr program, const CallNumber& number);
  WorkflowCall(Attempt& attempt, const CallNumber& number);
  ~WorkflowCall();
  WorkflowCall(const WorkflowCall&) = delete;

  // In place of the attempt's node: runs on this thread until it has to wait. kPending: the attempt
  // is completed later.
  graph::Outcome Start(const Value& input);
  // From inside the attempt's node, on a thread that may block: to its end.
  // Nothing: it waits for an answer, or has a command for the attempt's task, which ends with it.
  Result<std::optional<Value>> Wait(const Value& input);

  // Asks it to end as soon as it can; `error` becomes the attempt's. [any-thread]
  void Stop(Error error);
  void Cancel();

  // The run whose task calls.
  Run& by() const { return attempt_.run(); }
  Attempt& attempt() const { return attempt_; }

 private:
  void Join();
  Status Launch(const Value& input);
  Status Begin(const Value& input);
  Status BeginFresh(const Value& input);
  Status BeginLogged(const Value& input);
  Status BeginAfter(const checkpoint::NamespaceRecord& earlier, const Value& input);
  Status GoOn(const checkpoint::NamespaceRecord& known);
  Status ReserveStream();
  std::vector<Answer> WaitingAnswers(const checkpoint::State& state) const;
  Status HasNumbersOf(const checkpoint::Names& log) const;
  bool Passes(std::uint64_t epoch) const;
  graph::SubCheckpoint checkpoint() const { return attempt_.plan().checkpoint; }
  bool logged() const;
  void Ended();
  graph::Outcome TakeResult();
  graph::Outcome TakeOutput();
  graph::Outcome TakeCommand();
  graph::Outcome TakeQuestions();
  graph::Outcome Fail(Error error);

  Attempt& attempt_;
  const CallNumber number_;
  GivenAnswers answerer_;
  Run* run_ = nullptr;  // owns this
  checkpoint::NamespaceRecord record_;
  std::uint64_t cancel_ = 0;         // registration with the attempt
  bool waited_for_ = false;          // by the attempt's node
  std::atomic<bool> passed_{false};  // who comes second, Start or the end, completes the attempt
  std::mutex mutex_;
  std::optional<Error> stopped_;
};

}  // namespace dashflow::engine
