// SPDX-License-Identifier: Apache-2.0
#include "host/engine/run_memory.h"

namespace dashflow::engine {
namespace {

constexpr std::size_t kKeptTasks = 64;  // a wide fan-out is no measure for the next run

void ClearState(checkpoint::State& state) {
  state.step = checkpoint::kBeforeInput;
  state.beside = 0;
  state.version = 0;
  state.slots.clear();
  state.due.clear();
  state.joins.clear();
  state.progress.clear();
  state.passed_interrupt_before = false;
  state.failing = {};
  state.types.clear();
}

}  // namespace

bool RunMemory::Clear() {
  if (tasks.size() > kKeptTasks) return false;
  ClearState(state);
  for (Task& task : tasks) task.Clear();
  loop_attempt.Clear();
  input.clear();
  touched.clear();
  writes.clear();
  before.clear();
  memos.clear();
  frontier.Clear();
  journal.Clear();
  return true;
}

}  // namespace dashflow::engine
