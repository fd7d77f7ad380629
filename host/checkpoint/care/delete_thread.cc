// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/delete_thread.h"

#include "host/base/failpoint.h"
#include "host/checkpoint/care/last_batch.h"
#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/run/crash_record.h"

namespace dashflow::checkpoint {
namespace {

// What the API keeps of a run, with the parts and frames behind '/'.
void EraseOrder(LastBatch& batch, const std::string& run) {
  const std::string end = run + '0';
  batch.EraseRange(kApiRunSpace, run, end);
  batch.EraseRange(kApiFrameSpace, run, end);
}

}  // namespace

Status DeleteThread(Store& store, const ThreadRecord& record, UnusedBlobsAre blobs) {
  const std::int64_t begun = store.Now();
  DF_ASSIGN(const auto streams, AllStreamsOf(store, record));
  DF_ASSIGN(const auto leftovers, ReadLeftovers(store, record.id));
  Belongings belongings;
  for (const std::uint64_t stream : streams) DF_TRY(AddBelongings(store, stream, belongings));
  if (blobs == UnusedBlobsAre::kLeft) belongings.blobs.clear();
  DF_ASSIGN(const auto unused,
            UnusedBlobs(store, std::move(belongings.blobs), {streams.begin(), streams.end()}));
  LastBatch batch(store);
  batch.Expect(record);
  batch.Erase(kThreadSpace, record.id);
  batch.Erase(kUnfinishedSpace, record.id);
  batch.Erase(kCrashSpace, record.id);
  batch.Erase(kApiThreadSpace, record.id);
  DF_ASSIGN(const auto runs, RunsOf(store, record, belongings.runs));
  for (const RunRecord& run : runs) {
    batch.Erase(kRunSpace, run.id);
    EraseOrder(batch, run.id);
  }
  DF_TRY(NamespaceDirectory(store).Visit(record.id, [&batch](const NamespaceRecord& call) {
    batch.Erase(kNamespaceSpace, NamespaceKey(call));
    return true;
  }));
  for (const std::uint64_t stream : streams) batch.Forget(stream);
  for (const std::uint64_t stream : leftovers) batch.Forget(stream);
  batch.EraseBlobs(unused, begun);
  DF_FAILPOINT("delete.before_commit");
  return batch.Commit("delete thread");
}

}  // namespace dashflow::checkpoint
