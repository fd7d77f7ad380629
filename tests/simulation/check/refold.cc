// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/check/refold.h"

#include <optional>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"

namespace dashflow::simulation {
namespace {

// Of the channels that only writes change.
Value LastingOf(const graph::Workflow& workflow, const checkpoint::Snapshot& snapshot) {
  Value values = checkpoint::ValuesOf(snapshot);
  for (const channel::Channel& channel : workflow.channels) {
    if (channel.keep != channel::Keep::kOne && channel.keep != channel::Keep::kReduced)
      values = std::move(values).Erase(channel.name);
  }
  return values;
}

}  // namespace

std::vector<std::string> Refold(checkpoint::Store& store, const graph::Workflow& workflow,
                                const std::string& thread) {
  std::vector<std::string> found;
  const auto record = checkpoint::Directory(store).Get(thread);
  if (record.has_error()) return {record.error().message()};
  std::optional<checkpoint::Snapshot> after;
  const auto visited =
      checkpoint::History(store, *record).Visit([&](const checkpoint::Snapshot& snapshot) {
        if (snapshot.input) return after.reset(), true;
        // An input that is hidden lies between two that are further apart.
        const bool loops = after && after->origin == checkpoint::Origin::kLoop &&
                           after->state.step == snapshot.state.step + 1;
        const auto folded = checkpoint::WithFinished(workflow.channels, snapshot);
        if (loops &&
            (folded.has_error() || LastingOf(workflow, *folded) != LastingOf(workflow, *after)))
          found.push_back("checkpoint " + ToText(after->position));
        after = snapshot;
        return true;
      });
  if (visited.has_error()) found.push_back(visited.error().message());
  return found;
}

}  // namespace dashflow::simulation
