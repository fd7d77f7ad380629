// SPDX-License-Identifier: Apache-2.0
#include "host/cli/thread_at.h"

#include <utility>

#include "host/checkpoint/directory.h"

namespace dashflow::cli {
namespace {

using checkpoint::Position;

Error NoCheckpoint(const std::string& thread, const std::string& checkpoint) {
  return Error("checkpoint_not_found", "thread " + thread + " has no checkpoint " + checkpoint)
      .Operation("find checkpoint")
      .Resource(checkpoint)
      .Cause("it is not among the checkpoints that led to where the thread stands");
}

Result<checkpoint::Loaded> LoadedAt(checkpoint::Store& store,
                                    const checkpoint::ThreadRecord& record,
                                    const std::string& checkpoint) {
  const checkpoint::Loader loader(store);
  if (checkpoint.empty()) return loader.LoadHead(record.stream);
  DF_ASSIGN(const Position position, FindCheckpoint(store, record, checkpoint));
  return loader.Load(position);
}

}  // namespace

Result<std::optional<Position>> CheckpointArgument(const std::string& id) {
  if (id.empty()) return std::optional<Position>();
  const auto position = checkpoint::ParsePosition(id);
  if (position) return position;
  return Error("usage", "'" + id + "' is not the id of a checkpoint");
}

Result<Position> ParentOf(const checkpoint::Loader& loader, std::uint64_t stream) {
  Position parent;
  DF_TRY(loader.VisitBackwards({stream, 1}, [&parent](const Position&, const auto& entry) {
    parent = entry.parent;
    return false;
  }));
  return parent;
}

Result<Position> FindCheckpoint(checkpoint::Store& store, const checkpoint::ThreadRecord& record,
                                const std::string& checkpoint) {
  DF_ASSIGN(const auto wanted, CheckpointArgument(checkpoint));
  const checkpoint::Loader loader(store);
  Position newest{record.stream, INT64_MAX};
  while (newest.stream != 0 && newest.stream != wanted->stream) {
    DF_ASSIGN(newest, ParentOf(loader, newest.stream));
  }
  if (newest.stream == 0 || wanted->seq > newest.seq) return NoCheckpoint(record.id, checkpoint);
  bool is_there = false;
  DF_TRY(loader.VisitBackwards(*wanted, [&](const Position& found, const auto&) {
    is_there = found == *wanted;
    return false;
  }));
  return is_there ? Result<Position>(*wanted) : NoCheckpoint(record.id, checkpoint);
}

Result<ThreadAt> FindThread(checkpoint::Store& store, const std::string& thread,
                            const std::string& checkpoint) {
  DF_ASSIGN(auto record, checkpoint::Directory(store).Find(thread));
  DF_ASSIGN(auto loaded, LoadedAt(store, record, checkpoint));
  return ThreadAt{std::move(record), std::move(loaded)};
}

}  // namespace dashflow::cli
