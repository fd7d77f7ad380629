// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "tests/simulation/check/invariants.h"

namespace dashflow::simulation {
namespace {

using event::Type;

std::string At(const ToldEvent& told, const std::string& what) {
  return "event " + std::to_string(told.at) + ": " + std::string(event::TypeName(told.type)) +
         " number " + std::to_string(told.seq) + what;
}

// Subworkflows without a log keep numbers back for what they do not tell.
Finding Numbers(const Flow& flow, const ToldRun& run) {
  for (std::size_t i = 1; i < run.events.size(); ++i) {
    const std::uint64_t before = run.events[i - 1].seq;
    const bool fits =
        flow.has_unlogged ? run.events[i].seq > before : run.events[i].seq == before + 1;
    if (!fits) return At(run.events[i], " comes after " + std::to_string(before));
  }
  return std::nullopt;
}

Finding OneEnd(const ToldRun& run) {
  for (const ToldEvent& told : run.events) {
    const bool last = &told == &run.events.back();
    if (told.type == Type::kRunStarted && &told != &run.events.front())
      return At(told, " is not the first");
    if (told.type == Type::kRunFinished && !last) return At(told, " is not the last");
    if (last && told.type != Type::kRunFinished && !run.died) return At(told, " is the last");
  }
  return std::nullopt;
}

// What is cancelled may never have been started.
bool EndsStarted(Type type) { return type == Type::kTaskFinished || type == Type::kTaskFailed; }

// The first commit of a run reserves its numbers. One for which it failed tells nothing but its
// end, without a number.
bool Began(const ToldRun& run) {
  return !run.events.empty() && run.events.front().type == Type::kRunStarted;
}

// A task may be started several times, and ends once.
Finding Tasks(const ToldRun& run) {
  std::map<std::string, const ToldEvent*> open;
  for (const ToldEvent& told : run.events) {
    if (told.type == Type::kTaskStarted) open[told.task] = &told;
    if (told.type == Type::kTaskCancelled) open.erase(told.task);
    if (EndsStarted(told.type) && open.erase(told.task) == 0)
      return At(told, " of " + told.task + ", which is not under way");
  }
  if (run.died || open.empty()) return std::nullopt;
  return At(*open.begin()->second, " of " + open.begin()->first + " is the last of it");
}

}  // namespace

Finding EventsAreComplete(const Evidence& evidence) {
  std::set<std::pair<std::string, std::uint64_t>> numbers;
  for (const ToldRun& run : evidence.seen.runs) {
    if (auto finding = Numbers(evidence.flow, run)) return finding;
    if (auto finding = OneEnd(run)) return finding;
    if (auto finding = Tasks(run)) return finding;
    for (const ToldEvent& told : run.events) {
      if (Began(run) != (told.seq != 0)) return At(told, " does not fit how the run began");
      if (told.seq != 0 && !numbers.emplace(run.thread, told.seq).second)
        return At(told, " was given twice on thread " + run.thread);
    }
  }
  return std::nullopt;
}

}  // namespace dashflow::simulation
