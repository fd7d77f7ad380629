// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/namespace/namespace_directory.h"

#include <algorithm>

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

}  // namespace

Result<std::optional<NamespaceRecord>> NamespaceDirectory::Find(const NamespaceRecord& call) const {
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

// Of those before `call.step` on its caller's stream.
Result<std::optional<NamespaceRecord>> NamespaceDirectory::Last(const NamespaceRecord& call) const {
  const std::string from = NamespacePrefix(call.thread, call.name, call.caller);
  const std::string to = NamespaceKey(call);
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

Result<std::optional<NamespaceRecord>> NamespaceDirectory::FindEarlier(
    const NamespaceRecord& call) const {
  NamespaceRecord wanted = call;
  for (;;) {
    DF_ASSIGN(auto found, Last(wanted));
    if (found) return found;
    DF_ASSIGN(const Origin origin, OriginOf(store_, wanted.caller));
    if (origin.parent.stream == 0) return std::optional<NamespaceRecord>();
    wanted.caller = origin.parent.stream;
    wanted.step = origin.step + 1;
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
