// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/run_directory.h"

#include "host/base/id.h"
#include "host/checkpoint/run/record_put.h"

namespace dashflow::checkpoint {
namespace {

Error NotFound(std::string_view name) {
  return Error("run_not_found", "there is no run '" + std::string(name) + "'")
      .Operation("find run")
      .Resource(std::string(name));
}

bool Failed(StoreCode code) { return code != StoreCode::kOk && code != StoreCode::kNotFound; }

// Hands decoded records on; the first damaged one ends the scan.
class Decoder {
 public:
  explicit Decoder(const RunDirectory::Visitor& take) : take_(take) {}

  Status Scan(Store& store, const ScanRange& range) {
    const StoreCode code = store.Scan(range, [this](const StoredEntry& entry) {
      auto record = DecodeRun(entry.key.view(), entry.bytes.view());
      if (record.has_error()) return failure_ = record.error(), false;
      return take_(std::move(record).value());
    });
    if (failure_.has_error()) return failure_;
    return Failed(code) ? Status(StoreError(code, store, "list runs")) : Ok();
  }

 private:
  const RunDirectory::Visitor& take_;
  Status failure_ = Ok();
};

FilteredFacts FactsOf(const RunRecord& record) {
  return {StatusName(record.status), record.workflow, ErrorCodeOf(record), record.started};
}

// No run that started since then has a lower id.
std::string FirstId(WallTime since) {
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(since.time_since_epoch()).count();
  return ms <= 0 ? "" : ToString(Uuid{static_cast<std::uint64_t>(ms) << 16, 0});
}

}  // namespace

Result<RunRecord> RunDirectory::Get(std::string_view id) const {
  Result<RunRecord> record = NotFound(id);
  const StoreCode code = store_.Get(kRunSpace, id, [&record](const StoredEntry& entry) {
    record = DecodeRun(entry.key.view(), entry.bytes.view());
    return true;
  });
  if (Failed(code)) return StoreError(code, store_, "read run");
  return record;
}

Result<RunRecord> RunDirectory::Find(std::string_view name) const {
  std::vector<RunRecord> records;
  const Visitor collect = [&records](RunRecord record) {
    records.push_back(std::move(record));
    return true;
  };
  const bool is_last = name == "@last";
  const std::string end = std::string(name) + "\xff";
  ScanRange range{kRunSpace, {}, name, end, false, 2};
  if (is_last) range = {kRunSpace, {}, {}, {}, true, 1};
  DF_TRY(Decoder(collect).Scan(store_, range));
  if (records.empty()) return NotFound(name);
  if (records.size() == 1 || records.front().id == name) return std::move(records.front());
  return Error("run_ambiguous", "'" + std::string(name) + "' begins several runs' ids")
      .Operation("find run")
      .Resource(std::string(name))
      .Cause(records[0].id + ", " + records[1].id + " …");
}

Status RunDirectory::Visit(const RecordFilter& filter, const Visitor& take) const {
  const std::string term = TermOf(filter);
  const std::string from = filter.since ? FirstId(*filter.since) : "";
  std::uint64_t count = 0;
  const Visitor fitting = [&](RunRecord record) {
    if (!Fits(filter, FactsOf(record))) return true;
    return take(std::move(record)) && ++count != filter.limit;
  };
  return Decoder(fitting).Scan(store_, {kRunSpace, term, from, {}, true, 0});
}

Status PutEnd(Store& store, const ThreadRecord& thread, const RunRecord& run) {
  RecordPut thread_put;
  RecordPut run_put;
  const Operation ops[] = {ExpectThread(thread), PutThread(thread, thread_put),
                           PutRun(run, run_put)};
  Batch batch;
  batch.ops = ops;
  batch.op_count = 3;
  const StoreCode code = CommitAndWait(store, batch);
  return code == StoreCode::kOk ? Ok() : Status(StoreError(code, store, "end run"));
}

}  // namespace dashflow::checkpoint
