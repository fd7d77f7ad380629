// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/thread_head.h"

#include "host/checkpoint/run/run_directory.h"

namespace dashflow::checkpoint {
namespace {

// Seq 0: it is not known, as of a run that has not ended.
Result<Position> LastOf(Store& store, const ThreadRecord& record) {
  const auto run = RunDirectory(store).Get(record.run);
  if (run.has_value()) return run->last;
  return run.error().code() == "run_not_found" ? Result<Position>(Position()) : run.error();
}

}  // namespace

Result<Loaded> LoadThread(Store& store, const ThreadRecord& record) {
  DF_ASSIGN(const Position last, LastOf(store, record));
  DF_ASSIGN(Loaded loaded, Loader(store).LoadHead(record.stream));
  const bool is_there = last.stream != record.stream || loaded.position.seq >= last.seq;
  if (is_there) return loaded;
  return Error("store_damaged", "the newest entries of thread " + record.id + " are missing")
      .Operation("read checkpoint")
      .Resource("checkpoint " + ToText(last))
      .Cause("its last run ended with that one; the newest that is there is " +
             ToText(loaded.position))
      .Fix("restore from a backup, or go on from checkpoint " + ToText(loaded.position) +
           " with `dashflow resume --from`");
}

}  // namespace dashflow::checkpoint
