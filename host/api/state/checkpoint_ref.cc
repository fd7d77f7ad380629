// SPDX-License-Identifier: Apache-2.0
#include "host/api/state/checkpoint_ref.h"

#include "host/api/request/body.h"
#include "host/value/builder.h"

namespace dashflow::api {

Result<std::optional<checkpoint::Position>> CheckpointId(std::string_view id) {
  if (id.empty()) return std::optional<checkpoint::Position>();
  const auto position = checkpoint::ParsePosition(id);
  if (position) return position;
  return Error("checkpoint_not_found", "there is no checkpoint " + std::string(id))
      .Operation("find checkpoint")
      .Resource(std::string(id))
      .Cause("it is not the id of one");
}

Result<CheckpointRef> ReadCheckpointRef(const Value& checkpoint) {
  CheckpointRef ref{.space = TextOf(checkpoint, "checkpoint_ns")};
  std::string id = TextOf(checkpoint, "checkpoint_id");
  if (id.empty()) id = TextOf(ObjectOf(checkpoint, "checkpoint_map"), ref.space);
  DF_ASSIGN(ref.at, CheckpointId(id));
  return ref;
}

Value CheckpointView(std::string_view thread, std::string_view space,
                     const checkpoint::Position& position) {
  ObjectBuilder view;
  view.Add("thread_id", thread);
  view.Add("checkpoint_ns", space);
  view.Add("checkpoint_id", ToText(position));
  view.Add("checkpoint_map", Value());
  return std::move(view).Build();
}

}  // namespace dashflow::api
