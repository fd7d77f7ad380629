// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/run/run_record.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::checkpoint {

// An entry as it is stored. Errors: those of OpenEnvelope and DecodeEntry.
Result<Entry> DecodeStored(std::string_view stored, Store& store);

// The branches of a thread, newest first: every stream that is its own. Errors: those of Loader.
Result<std::vector<std::uint64_t>> StreamsOf(Store& store, const ThreadRecord& record);

// The same, and the streams of the subworkflows that its runs called, each once. Errors: those of
// the store.
Result<std::vector<std::uint64_t>> AllStreamsOf(Store& store, const ThreadRecord& record);

// The entries of a stream as they are stored, from `from` on, some at a time: `take` may use the
// store. Errors: its own, and what the store says.
using StoredVisitor = std::function<Status(std::uint64_t seq, std::string_view stored)>;
Status VisitStored(Store& store, std::uint64_t stream, std::uint64_t from,
                   const StoredVisitor& take);

// The same, out of their envelopes, and decoded. Errors: also store_damaged, for one that is
// missing or was replaced.
using EntryVisitor =
    std::function<Status(const Position& at, Entry entry, std::string_view content)>;
Status VisitEntries(Store& store, std::uint64_t stream, std::uint64_t from,
                    const EntryVisitor& take);

// What a thread holds beside its log.
struct Belongings {
  std::set<std::string> runs;
  std::set<std::string> blobs;  // maybe others' too
};
// Adds what the entries of a stream name. Errors: those of reading and decoding them.
Status AddBelongings(Store& store, std::uint64_t stream, Belongings& all);

// The records of its runs: the latest and those of `named` that are its own, not those of a thread
// that it was copied from. Errors: those of the store.
Result<std::vector<RunRecord>> RunsOf(Store& store, const ThreadRecord& record,
                                      std::set<std::string> named);

// Those of `blobs` that no thread and no definition uses, when the streams `gone` are. Reads the
// whole store when there are any. Errors: those of reading.
Result<std::set<std::string>> UnusedBlobs(Store& store, std::set<std::string> blobs,
                                          const std::set<std::uint64_t>& gone);
// Takes what a stream uses out of `blobs`.
Status SpareBlobs(Store& store, std::uint64_t stream, std::set<std::string>& blobs);

}  // namespace dashflow::checkpoint
