// SPDX-License-Identifier: Apache-2.0
#include "host/engine/stray/stray.h"

#include <chrono>
#include <string>
#include <vector>

#include "host/engine/run.h"
#include "host/engine/run_host.h"
#include "host/engine/task/attempt.h"
#include "host/executor/thread/thread_stack.h"

namespace dashflow::engine {
namespace {

executor::Crew CrewOf(const Attempt& attempt) {
  return attempt.plan().type->exec == graph::ExecClass::kBlocking ? executor::Crew::kBlocking
                                                                  : executor::Crew::kLanes;
}

std::string PluginOf(const Attempt& attempt) {
  const std::string& type = attempt.plan().type->name;
  return type.substr(0, type.rfind('.'));
}

void Say(const Attempt& attempt, LogLevel level, const std::string& words) {
  attempt.run().services.log.Write(level, PluginOf(attempt), words);
}

std::string NodeWords(const Attempt& attempt) {
  return "node '" + attempt.plan().name + "' (" + attempt.plan().type->name + ") of thread " +
         attempt.run().journal.record().id + ", attempt " + std::to_string(attempt.facts().attempt);
}

std::string Seconds(std::chrono::nanoseconds time) {
  const auto tenths = std::chrono::duration_cast<std::chrono::milliseconds>(time).count() / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

std::string ThreadWords(pid_t thread) {
  return "OS thread " + std::to_string(thread) + " '" + executor::NameOfThread(thread) + "'";
}

void TellStack(const Attempt& attempt, pid_t thread) {
  const std::vector<std::string> stack = executor::StackOf(thread);
  // A stack that was taken after its return shows something else.
  if (attempt.presence.now().thread == 0) return;
  const std::string prefix = "thread " + std::to_string(thread) + " ";
  if (stack.empty()) return Say(attempt, LogLevel::kWarning, prefix + "does not tell its stack");
  for (std::size_t i = 0; i < stack.size(); ++i)
    Say(attempt, LogLevel::kWarning, prefix + "#" + std::to_string(i) + " " + stack[i]);
}

void ReportBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  const auto thread = static_cast<pid_t>(token.slot);
  const bool replaced = token.generation != 0;
  if (NodeTally* const tally = attempt.run().program->tally(attempt.node()))
    tally->counts.Add(NodeTally::kStuck);
  Say(attempt, LogLevel::kWarning,
      NodeWords(attempt) + ", was given up and has not returned " +
          Seconds(attempt.run().services.node_grace) + " later; " + ThreadWords(thread) +
          (replaced ? " is written off, another takes its place" : " is lost, there is no other") +
          "; it stands at:");
  TellStack(attempt, thread);
  attempt.run().host->StrayReported();
  attempt.DropRef();
}

// A thread that may block takes the stack; there is one, since the stray's has a stand-in.
void OverdueBody(executor::Token token) noexcept {
  Attempt& attempt = *static_cast<Attempt*>(token.run);
  executor::Executor& executor = attempt.run().services.executor;
  const auto thread = static_cast<std::uint32_t>(attempt.presence.now().thread);
  const bool replaced = executor.AddStandIn(CrewOf(attempt));
  if (attempt.presence.WriteOff(replaced))
    return executor.Block({&attempt, thread, replaced ? 1U : 0U}, ReportBody);
  if (replaced) executor.DismissStandIn(CrewOf(attempt));
  attempt.DropRef();
}

void Disarm(Attempt& attempt) {
  const std::uint64_t timer = attempt.stray.exchange(0);
  if (timer != 0 && attempt.run().services.executor.CancelTimer(timer)) attempt.DropRef();
}

}  // namespace

void EnterThread(Attempt& attempt) { attempt.presence.Enter(executor::ThisThread()); }

void LeaveThread(Attempt& attempt) {
  const Presence::Was was = attempt.presence.Leave();
  if (!was.stray) return;
  Disarm(attempt);
  Run& run = attempt.run();
  if (was.replaced) run.services.executor.DismissStandIn(CrewOf(attempt));
  if (was.written_off)
    Say(attempt, LogLevel::kWarning,
        NodeWords(attempt) + ", has returned at last; its result is dropped");
  run.host->StrayReturned(was.written_off);
}

void WatchStray(Attempt& attempt) {
  if (!attempt.presence.Stray()) return;
  Run& run = attempt.run();
  run.host->StrayFound();
  attempt.AddRef();
  executor::Executor& executor = run.services.executor;
  const MonoTime when = executor.clock().Mono() + run.services.node_grace;
  attempt.stray.store(executor.At(when, {&attempt, 0, 0}, OverdueBody));
  // It may have returned before the timer was known.
  if (attempt.presence.now().thread == 0) Disarm(attempt);
}

}  // namespace dashflow::engine
