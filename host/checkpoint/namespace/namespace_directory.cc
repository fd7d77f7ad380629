// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/namespace/namespace_directory.h"

#include <algorithm>
#include <map>
#include <string>

#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

bool Failed(StoreCode code) { return code != StoreCode::kOk && code != StoreCode::kNotFound; }

// Hands decoded records on; the first damaged one ends the reading.
class Decoder {
 public:
  explicit Decoder(const NamespaceDirectory::Visitor& take) : take_(take) {}

  bool operator()(const StoredEntry& entry) {
    auto record = DecodeNamespace(entry.key.view(), entry.bytes.view());
    if (record.has_error()) return failure_ = record.error(), false;
    return take_(std::move(record).value());
  }

  Status Ended(StoreCode code, const Store& store) const {
    if (failure_.has_error()) return failure_;
    return Failed(code) ? Status(StoreError(code, store, "read subworkflows")) : Ok();
  }

 private:
  const NamespaceDirectory::Visitor& take_;
  Status failure_ = Ok();
};

struct Origin {
  Position parent;        // of the branch; stream 0 = none
  std::int64_t step = 0;  // the last superstep whose calls count
};

// Where a branch leaves an older one.
Result<Origin> OriginOf(Store& store, std::uint64_t stream) {
  Origin origin;
  const Loader loader(store);
  DF_TRY(loader.VisitBackwards({stream, 1}, [&](const Position&, const Entry& entry) {
    origin.parent = entry.parent;
    return false;
  }));
  if (origin.parent.stream == 0 || origin.parent.seq == 0) return Origin{};
  DF_TRY(loader.VisitBackwards(origin.parent, [&](const Position&, const Entry& entry) {
    const bool inside = entry.kind == EntryKind::kPending || entry.kind == EntryKind::kTakeover;
    origin.step = (inside ? entry.step + 1 : entry.step) - entry.beside;
    return false;
  }));
  return origin;
}

// As a build before wrote it, which knew no roots.
NamespaceRecord KnownByCaller(NamespaceRecord call) {
  call.root = 0;
  return call;
}

// What earlier attempts called is nobody's any more.
void KeepLastAttempts(std::vector<NamespaceRecord>& calls) {
  std::map<std::string, std::uint64_t> last;
  for (const NamespaceRecord& call : calls) last[call.task] = std::max(last[call.task], call.first);
  std::erase_if(calls,
                [&last](const NamespaceRecord& call) { return call.first != last[call.task]; });
}

}  // namespace

Result<std::optional<NamespaceRecord>> NamespaceDirectory::Get(const NamespaceRecord& call) const {
  std::optional<NamespaceRecord> found;
  const Visitor keep = [&found](NamespaceRecord record) {
    found = std::move(record);
    return true;
  };
  Decoder decoder(keep);
  const StoreCode code = store_.Get(kNamespaceSpace, NamespaceKey(call), std::ref(decoder));
  DF_TRY(decoder.Ended(code, store_));
  return found;
}

// Of its lineage those before the superstep; where the calls of one superstep are told apart those
// in it, too.
Result<std::optional<NamespaceRecord>> NamespaceDirectory::Last(const NamespaceRecord& call) const {
  const std::string from = NamespacePrefix(call.thread, call.name, call.lineage());
  const std::int64_t end = call.root != 0 ? call.root_step + 1 : call.step;
  const std::string to = NamespacePrefix(call.thread, call.name, call.lineage(), end);
  std::optional<NamespaceRecord> found;
  DF_TRY(Scan({kNamespaceSpace, {}, from, to, true, 1}, [&found](NamespaceRecord record) {
    found = std::move(record);
    return false;
  }));
  return found;
}

Status NamespaceDirectory::Scan(const ScanRange& range, const Visitor& take) const {
  Decoder decoder(take);
  const StoreCode code = store_.Scan(range, std::ref(decoder));
  return decoder.Ended(code, store_);
}

// Calls of one name that have a root follow one another, so that only the last can be under way.
Result<std::optional<NamespaceRecord>> NamespaceDirectory::Find(const NamespaceRecord& call) const {
  if (call.root == 0) return Get(call);
  DF_ASSIGN(auto last, Last(call));
  if (last && last->caller == call.caller && last->step == call.step) return last;
  return Get(KnownByCaller(call));
}

Result<std::optional<NamespaceRecord>> NamespaceDirectory::FindEarlier(
    const NamespaceRecord& call) const {
  DF_ASSIGN(auto found, LastInLineage(call));
  if (found || call.root == 0 || call.caller == 0) return found;
  return LastInLineage(KnownByCaller(call));
}

Result<std::optional<NamespaceRecord>> NamespaceDirectory::LastInLineage(
    NamespaceRecord wanted) const {
  for (;;) {
    DF_ASSIGN(auto found, Last(wanted));
    if (found) return found;
    DF_ASSIGN(const Origin origin, OriginOf(store_, wanted.lineage()));
    if (origin.parent.stream == 0) return std::optional<NamespaceRecord>();
    wanted.SetLineage(origin.parent.stream);
    wanted.SetLineageStep(wanted.root != 0 ? origin.step : origin.step + 1);
  }
}

Result<std::vector<NamespaceRecord>> NamespaceDirectory::CallsOf(std::string_view thread,
                                                                 std::uint64_t caller,
                                                                 std::int64_t step) const {
  std::vector<NamespaceRecord> calls;
  DF_TRY(Visit(thread, [&](NamespaceRecord record) {
    if (record.caller == caller && record.step == step) calls.push_back(std::move(record));
    return true;
  }));
  KeepLastAttempts(calls);
  std::ranges::sort(calls, {}, &NamespaceRecord::stream);
  return calls;
}

Status NamespaceDirectory::Visit(std::string_view thread, const Visitor& take) const {
  const std::string from = NamespacePrefix(thread);
  std::string to = from;
  to.back() = '\1';
  return Scan({kNamespaceSpace, {}, from, to, false, 0}, take);
}

}  // namespace dashflow::checkpoint
