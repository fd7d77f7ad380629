// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/directory.h"

#include <algorithm>

#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr int kReserveTries = 100;

struct Counter {
  std::uint64_t value = 1;
  std::uint64_t rev = 0;
};

Error NotFound(std::string_view name) {
  return Error("thread_not_found", "there is no thread '" + std::string(name) + "'")
      .Operation("find thread")
      .Resource(std::string(name));
}

// Collects decoded records; the first damaged one ends the scan.
class Collector {
 public:
  EntrySink Sink() {
    return [this](const StoredEntry& entry) { return Take(entry); };
  }
  Result<std::vector<ThreadRecord>> Finish(StoreCode code, const Store& store) && {
    if (failure_.has_error()) return failure_.error();
    if (code != StoreCode::kOk && code != StoreCode::kNotFound)
      return StoreError(code, store, "list threads");
    return std::move(records_);
  }

 private:
  bool Take(const StoredEntry& entry) {
    auto record = DecodeThread(entry.key.view(), entry.bytes.view(), entry.rev);
    if (record.has_error()) {
      failure_ = record.error();
      return false;
    }
    records_.push_back(std::move(record).value());
    return true;
  }

  std::vector<ThreadRecord> records_;
  Status failure_ = Ok();
};

FilteredFacts FactsOf(const ThreadRecord& record) {
  return {StatusName(record.status), record.workflow, record.error_code, record.updated};
}

Result<Counter> ReadCounter(Store& store) {
  Counter counter;
  const StoreCode code = store.Get(kCounterSpace, kStreamKey, [&counter](const StoredEntry& entry) {
    counter.value = Reader(entry.bytes.view()).Word();
    counter.rev = entry.rev;
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "read counter");
  return counter;
}

StoreCode RaiseCounter(Store& store, const Counter& counter, std::uint64_t count) {
  std::string bytes;
  Writer(bytes).Word(counter.value + count);
  Operation ops[2];
  ops[0].kind = OpKind::kExpect;
  ops[1].kind = OpKind::kPut;
  for (auto& op : ops) {
    op.space = Bytes(kCounterSpace);
    op.key = Bytes(kStreamKey);
  }
  ops[0].rev = counter.rev;
  ops[1].bytes = Bytes(bytes);
  Batch batch;
  batch.ops = ops;
  batch.op_count = 2;
  return CommitAndWait(store, batch);
}

}  // namespace

Result<ThreadRecord> Directory::Get(std::string_view id) const {
  Result<ThreadRecord> record = NotFound(id);
  const StoreCode code = store_.Get(kThreadSpace, id, [&record](const StoredEntry& entry) {
    record = DecodeThread(entry.key.view(), entry.bytes.view(), entry.rev);
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store_, "read thread");
  return record;
}

Result<ThreadRecord> Directory::Find(std::string_view name) const {
  if (name == "@last") {
    DF_ASSIGN(auto records, List({.limit = 1}));
    if (records.empty()) return NotFound(name);
    return std::move(records.front());
  }
  Collector collector;
  ScanRange range;
  range.space = kThreadSpace;
  range.from = name;
  range.limit = 2;
  const std::string end = std::string(name) + "\xff";
  range.to = end;
  const StoreCode code = store_.Scan(range, collector.Sink());
  DF_ASSIGN(auto records, std::move(collector).Finish(code, store_));
  if (records.empty()) return NotFound(name);
  if (records.size() > 1 && records.front().id != name) {
    return Error("thread_ambiguous", "'" + std::string(name) + "' begins several threads' ids")
        .Operation("find thread")
        .Resource(std::string(name))
        .Cause(records[0].id + ", " + records[1].id + " …");
  }
  return std::move(records.front());
}

Result<std::vector<ThreadRecord>> Directory::List(const Filter& filter) const {
  Collector collector;
  ScanRange range;
  range.space = kThreadSpace;
  const std::string term = TermOf(filter);
  range.term = term;
  const StoreCode code = store_.Scan(range, collector.Sink());
  DF_ASSIGN(auto records, std::move(collector).Finish(code, store_));
  std::erase_if(records,
                [&](const ThreadRecord& record) { return !Fits(filter, FactsOf(record)); });
  std::ranges::sort(records, [](const ThreadRecord& a, const ThreadRecord& b) {
    return std::pair(a.updated, a.id) > std::pair(b.updated, b.id);
  });
  if (filter.limit != 0 && records.size() > filter.limit) records.resize(filter.limit);
  return records;
}

Status Directory::PutDefinition(std::string_view version, std::string_view file,
                                std::string_view text) {
  Envelope envelope;
  {
    Writer w(envelope.Open());
    w.Text(file);
    w.Text(text);
  }
  std::vector<Operation> ops;
  const auto sealed = envelope.Seal(ops, PackingFor(store_));
  Operation& put = ops.emplace_back();
  put.kind = OpKind::kPut;
  put.space = Bytes(kDefinitionSpace);
  put.key = Bytes(version);
  put.bytes = Bytes(sealed);
  Batch batch;
  batch.ops = ops.data();
  batch.op_count = static_cast<std::uint32_t>(ops.size());
  const StoreCode code = CommitAndWait(store_, batch);
  if (code != StoreCode::kOk) return StoreError(code, store_, "store definition");
  return Ok();
}

Result<Directory::StoredDefinition> Directory::GetDefinition(std::string_view version) const {
  std::string stored;
  const StoreCode code = store_.Get(kDefinitionSpace, version, [&stored](const StoredEntry& entry) {
    stored = entry.bytes.view();
    return true;
  });
  if (code == StoreCode::kNotFound) {
    return Error("definition_missing",
                 "the store does not have the definition " + std::string(version));
  }
  if (code != StoreCode::kOk) return StoreError(code, store_, "read definition");
  DF_ASSIGN(const std::string content, OpenEnvelope(stored, store_));
  Reader r(content);
  StoredDefinition definition;
  definition.file = r.Text();
  definition.text = r.Text();
  if (r.failed())
    return Error("store_damaged", "the definition " + std::string(version) + " cannot be read");
  return definition;
}

Result<std::uint64_t> Directory::ReserveStreams(std::uint64_t count) {
  StoreCode code = StoreCode::kConflict;
  for (int i = 0; i < kReserveTries && code == StoreCode::kConflict; ++i) {
    DF_ASSIGN(const Counter counter, ReadCounter(store_));
    code = RaiseCounter(store_, counter, count);
    if (code == StoreCode::kOk) return counter.value;
  }
  return StoreError(code, store_, "reserve streams");
}

}  // namespace dashflow::checkpoint
