// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/roll_back.h"

#include <optional>

#include "host/api/queue/order_directory.h"
#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/run/run_directory.h"

namespace dashflow::api {
namespace {

// The newest checkpoint that the run did not make. Nothing = there is none.
Result<std::optional<checkpoint::Position>> Before(checkpoint::Store& store,
                                                   const checkpoint::ThreadRecord& thread,
                                                   const std::string& run) {
  std::optional<checkpoint::Position> found;
  DF_TRY(checkpoint::History(store, thread).Visit([&](const checkpoint::Snapshot& snapshot) {
    if (snapshot.run != run && snapshot.position.seq != 0) found = snapshot.position;
    return !found;
  }));
  return found;
}

Status Restore(engine::Engine& engine, checkpoint::Store& store, const engine::ProgramPtr& program,
               const RunOrder& order) {
  DF_ASSIGN(const auto thread, checkpoint::Directory(store).Get(order.thread));
  DF_ASSIGN(const auto before, Before(store, thread, order.run));
  if (!before) return engine.DeleteThread(order.thread);
  engine::UpdateRequest update;
  update.thread = order.thread;
  update.at = before;
  update.copy = true;
  DF_TRY(engine.Update(program, update));
  return Ok();
}

}  // namespace

Status RollBack(engine::Engine& engine, checkpoint::Store& store, const engine::ProgramPtr& program,
                const RunOrder& order) {
  const auto begun = checkpoint::RunDirectory(store).Get(order.run);
  if (begun.has_value()) DF_TRY(Restore(engine, store, program, order));
  return OrderDirectory(store).Erase(order.run);
}

}  // namespace dashflow::api
