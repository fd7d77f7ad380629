// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace dashflow::engine {

class Attempt;

// A node that is about to run. Texts are borrowed for the call.
struct InFlightTask {
  std::string_view thread;
  std::string_view run;
  std::string_view node;
  std::int64_t step = 0;      // superstep of the thread's own run
  std::uint64_t branch = 0;   // with the rest: the task, also after a restart
  std::string_view space;     // Run::space
  std::int64_t own_step = 0;  // superstep of the run that it is a task of
  std::uint32_t path_node = 0;
  std::int64_t path_index = 0;
  std::uint32_t attempt = 0;
};

// Is told which nodes run, so that this is known after a crash. Never blocks; it costs each task
// its calls. Outlives the engine. [any-thread]
class InFlight {
 public:
  using Place = std::uint32_t;
  static constexpr Place kNowhere = UINT32_MAX;

  virtual ~InFlight() = default;
  // On the thread that runs the node. kNowhere: there is no place left, and nothing is noted.
  virtual Place Enter(const InFlightTask& task) noexcept = 0;
  // The node is out, of its thread and of what it left to others. REQUIRES: not kNowhere.
  virtual void Leave(Place place) noexcept = 0;
};

// The node of the attempt is about to run, where the host wants to know.
void EnterInFlight(Attempt& attempt) noexcept;
void LeaveInFlight(Attempt& attempt) noexcept;

}  // namespace dashflow::engine
