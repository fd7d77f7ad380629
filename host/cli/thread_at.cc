// SPDX-License-Identifier: Apache-2.0
#include "host/cli/thread_at.h"

#include <utility>

#include "host/checkpoint/directory.h"

namespace dashflow::cli {
namespace {

Result<checkpoint::Loaded> LoadedAt(checkpoint::Store& store, std::uint64_t stream,
                                    const std::string& checkpoint) {
  const checkpoint::Loader loader(store);
  if (checkpoint.empty()) return loader.LoadHead(stream);
  const auto position = checkpoint::ParsePosition(checkpoint);
  if (!position) return Error("usage", "--at is the id of a checkpoint, not '" + checkpoint + "'");
  return loader.Load(*position);
}

}  // namespace

Result<ThreadAt> FindThread(checkpoint::Store& store, const std::string& thread,
                            const std::string& checkpoint) {
  DF_ASSIGN(auto record, checkpoint::Directory(store).Find(thread));
  DF_ASSIGN(auto loaded, LoadedAt(store, record.stream, checkpoint));
  return ThreadAt{std::move(record), std::move(loaded)};
}

}  // namespace dashflow::cli
