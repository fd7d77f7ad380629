// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/metrics/store_metrics.h"

#include <string>
#include <vector>

namespace dashflow::cli {
namespace {

using checkpoint::PatientStore;
using checkpoint::StoreCall;
using checkpoint::StoreCode;
using checkpoint::StoreTally;
using telemetry::Collect;
using telemetry::Registry;
using telemetry::Sample;
using Samples = std::vector<Sample>;

template <class Number>
Sample Of(Number value) {
  return {.labels = {}, .value = static_cast<double>(value)};
}

std::string NameOf(std::size_t call) {
  return std::string(checkpoint::StoreCallName(static_cast<StoreCall>(call)));
}

// What has never come is left out.
Samples Operations(const StoreTally& tally) {
  Samples samples;
  for (std::size_t call = 0; call < checkpoint::kStoreCalls; ++call) {
    for (std::size_t code = 0; code < checkpoint::kStoreCodes; ++code) {
      const std::uint64_t count = tally.calls[call].codes.value(code);
      if (count == 0 && code != 0) continue;
      const auto name = checkpoint::StoreCodeName(static_cast<StoreCode>(code));
      samples.push_back({{NameOf(call), std::string(name)}, static_cast<double>(count)});
    }
  }
  return samples;
}

Samples Times(const StoreTally& tally) {
  Samples samples;
  for (std::size_t call = 0; call < checkpoint::kStoreCalls; ++call)
    samples.push_back({{NameOf(call)}, 0, &tally.calls[call].seconds});
  return samples;
}

std::uint64_t Conflicts(const StoreTally& tally) {
  const auto& commits = tally.calls[static_cast<std::size_t>(StoreCall::kCommit)];
  return commits.codes.value(static_cast<std::size_t>(StoreCode::kConflict));
}

Collect Count(const StoreTally& tally, StoreTally::Count count) {
  return [&tally, count] { return Samples{Of(tally.counts.value(count))}; };
}

void AddCheckpoints(Registry& registry, const StoreTally& tally) {
  registry.Collected("dashflow_checkpoint_entries_total", "Entries written to the logs of threads",
                     Count(tally, StoreTally::kEntries));
  registry.Collected("dashflow_checkpoint_bytes_total", "Bytes of those entries",
                     Count(tally, StoreTally::kEntryBytes));
  registry.CollectedHistograms("dashflow_checkpoint_entry_bytes", "Bytes of an entry", [&] {
    return Samples{{{}, 0, &tally.entry_bytes}};
  });
  registry.CollectedHistograms("dashflow_checkpoint_commit_seconds",
                               "Time of a commit with entries until it is durable", [&] {
                                 return Samples{{{}, 0, &tally.entry_seconds}};
                               });
  registry.CollectedHistograms("dashflow_checkpoint_batch_operations", "Operations of a commit",
                               [&] {
                                 return Samples{{{}, 0, &tally.batch}};
                               });
  registry.Collected("dashflow_blobs_written_total", "Blobs written, also those that were there",
                     Count(tally, StoreTally::kBlobs));
  registry.Collected("dashflow_blobs_written_bytes_total", "Bytes of those blobs",
                     Count(tally, StoreTally::kBlobBytes));
}

}  // namespace

void AddStore(Registry& registry, const checkpoint::CountingStore& store,
              const PatientStore* patience) {
  const StoreTally& tally = store.tally();
  registry.Collected("dashflow_store_up", "Whether the store works, by its newest answer", [&] {
    return Samples{Of(tally.answers.load(std::memory_order_relaxed) ? 1 : 0)};
  });
  registry.Collected("dashflow_store_operations_total",
                     "What the store was asked for, and how it answered",
                     [&] { return Operations(tally); }, {"operation", "outcome"});
  registry.CollectedHistograms("dashflow_store_operation_seconds", "Time of an answer",
                               [&] { return Times(tally); }, {"operation"});
  registry.Collected("dashflow_store_conflicts_total",
                     "Commits that met what somebody else had written",
                     [&] { return Samples{Of(Conflicts(tally))}; });
  registry.Collected("dashflow_store_retries_total",
                     "Commits that were made again, since the store had not taken them",
                     [patience] { return Samples{Of(patience ? patience->retries() : 0)}; });
  registry.Collected("dashflow_store_held_commits", "Commits that wait for the store",
                     [patience] { return Samples{Of(patience ? patience->held() : 0)}; });
  AddCheckpoints(registry, tally);
}

}  // namespace dashflow::cli
