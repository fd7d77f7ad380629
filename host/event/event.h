// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "host/base/clock.h"
#include "host/value/value.h"

namespace dashflow::event {

// The kinds of CLI.md, `run --json`.
enum class Type : std::uint8_t {
  kRunStarted,
  kStepStarted,
  kTaskStarted,
  kTaskFinished,
  kTaskFailed,
  kTaskRetried,
  kTaskCancelled,
  kInterrupt,
  kCheckpoint,
  kValues,
  kCustom,
  kToken,
  kLog,
  kGap,  // numbers were lost in a restart; tells which attempt is superseded
  kRunFinished,
};
inline constexpr int kTypeCount = 15;

std::string_view TypeName(Type type);  // "run.started", …

struct Event {
  Type type = Type::kLog;
  // Strictly ascending in a thread; 0 = of a run that the thread knows nothing of, since its first
  // commit was refused.
  std::uint64_t seq = 0;
  WallTime time;
  std::string_view thread;
  std::string_view run;
  Value space;    // of a subworkflow: the calls that lead to it, a list; else null
  Value members;  // object: the event's own
};

// One object: seq, time, thread, run, ns, event and the event's own members, in this order.
Value ToValue(const Event& event);

// RFC 3339 in UTC with nanoseconds.
std::string FormatTime(WallTime time);

// Takes a run's events, one at a time and in the order of `seq`; must be quick.
class Sink {
 public:
  virtual ~Sink() = default;
  // Events that nobody wants are counted, not made. Constant during a run.
  virtual bool Wants(Type type) const = 0;
  // Whether events are to tell also what costs as much as the state: step.started what tasks that
  // had finished before wrote (`stored`), task.started the `input` that its node sees and whether
  // it was `sent`, checkpoint all `values`, the `tasks` that are due, of an input the values
  // `before` it, and whether it is one told `again`, since its superstep goes no further for now.
  // Constant during a run.
  virtual bool WantsDetails() const { return false; }
  // False is back-pressure, for kCustom and kToken only: the event was not taken.
  virtual bool Take(const Event& event) = 0;
  // Asked between two supersteps. False is back-pressure, too: the run waits until `go_on` is
  // called, which the sink does once, from any thread. True: it is not called.
  virtual bool Ready(const std::function<void()>& /*go_on*/) { return true; }
};

}  // namespace dashflow::event
