// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/sealed_store.h"

#include <sodium.h>

#include <deque>
#include <utility>
#include <vector>

#include "host/checkpoint/sealing/seal.h"
#include "host/checkpoint/upkeep/identity.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kForData = 1;
constexpr std::uint64_t kForNames = 2;
constexpr std::size_t kNameBytes = crypto_generichash_BYTES_MIN;

// Of this thread's last read, where that met something that does not open.
thread_local std::string not_opened;

bool IsPlain(std::string_view space) { return space == kIdentitySpace; }

// Passes entries on as they were before they were sealed.
class Opener {
 public:
  Opener(const SecretKey& key, const EntrySink& sink) : key_(key), sink_(sink) {
    not_opened.clear();
  }

  bool Take(const StoredEntry& entry, std::string_view place, std::string_view what) {
    bytes_.clear();
    if (!Unseal(key_, place, entry.bytes.view(), bytes_)) {
      is_damaged_ = true;
      not_opened = std::string(what) +
                   " does not open with the store's key: it was changed, or stood elsewhere";
      return false;
    }
    StoredEntry opened = entry;
    opened.bytes = Bytes(bytes_);
    return sink_(opened);
  }

  StoreCode Told(StoreCode code) const { return is_damaged_ ? StoreCode::kDamaged : code; }

 private:
  const SecretKey& key_;
  const EntrySink& sink_;
  std::string bytes_;
  bool is_damaged_ = false;
};

}  // namespace

// A batch on its way.
struct SealedStore::Sealed {
  Batch inner;
  std::vector<Operation> ops;
  std::deque<std::string> texts;
  Batch* batch;
  void (*done)(void* context);
  void* context;
};

SealedStore::SealedStore(std::unique_ptr<Store> store, StoreKey key)
    : store_(std::move(store)),
      data_(key.key.Derive(kForData)),
      names_(key.key.Derive(kForNames)),
      sealed_by_(std::move(key.sealed_by)) {}

void SealedStore::Commit(Batch& batch, void (*done)(void* context), void* context) {
  not_opened.clear();
  auto sealed = std::make_unique<Sealed>();
  sealed->batch = &batch;
  sealed->done = done;
  sealed->context = context;
  sealed->ops.assign(batch.ops, batch.ops + batch.op_count);
  for (Operation& op : sealed->ops) SealOperation(op, *sealed);
  sealed->inner.ops = sealed->ops.data();
  sealed->inner.op_count = batch.op_count;
  Sealed& sent = *sealed.release();
  store_->Commit(sent.inner, Answered, &sent);
}

void SealedStore::Answered(void* context) {
  const std::unique_ptr<Sealed> sealed(static_cast<Sealed*>(context));
  not_opened.clear();
  sealed->batch->result = sealed->inner.result;
  sealed->batch->failed_op = sealed->inner.failed_op;
  sealed->batch->rev = sealed->inner.rev;
  sealed->done(sealed->context);
}

void SealedStore::SealOperation(Operation& op, Sealed& sealed) const {
  const bool is_put = op.kind == OpKind::kPut && !IsPlain(op.space.view());
  const bool is_blob = op.kind == OpKind::kPutBlob;
  std::string place;
  if (is_put) place = PlaceOfRecord(op.space.view(), op.key.view());
  if (op.kind == OpKind::kAppend) place = PlaceOfEntry(op.stream, op.seq);
  if (is_blob) {
    op.key = Bytes(sealed.texts.emplace_back(BlobName(op.key.view())));
    place = PlaceOfBlob(op.key.view());
  }
  if (place.empty()) return;
  std::string& bytes = sealed.texts.emplace_back();
  Seal(data_, place, op.bytes.view(), bytes);
  op.bytes = Bytes(bytes);
}

std::string SealedStore::BlobName(std::string_view hash) const {
  std::string name(kNameBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(name.data()), name.size(),
                     reinterpret_cast<const unsigned char*>(hash.data()), hash.size(),
                     names_.bytes(), SecretKey::kBytes);
  return name;
}

StoreCode SealedStore::Get(std::string_view space, std::string_view key, const EntrySink& sink) {
  Opener opener(data_, sink);
  if (IsPlain(space)) return store_->Get(space, key, sink);
  return opener.Told(store_->Get(space, key, [&](const StoredEntry& entry) {
    return opener.Take(entry, PlaceOfRecord(space, key), "a record");
  }));
}

StoreCode SealedStore::Scan(const ScanRange& range, const EntrySink& sink) {
  Opener opener(data_, sink);
  if (IsPlain(range.space)) return store_->Scan(range, sink);
  return opener.Told(store_->Scan(range, [&](const StoredEntry& entry) {
    return opener.Take(entry, PlaceOfRecord(range.space, entry.key.view()), "a record");
  }));
}

// NOLINTNEXTLINE(readability-function-size): the interface's parameters
StoreCode SealedStore::Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                            bool reverse, std::uint64_t limit, const EntrySink& sink) {
  Opener opener(data_, sink);
  return opener.Told(store_->Read(stream, from, to, reverse, limit, [&](const StoredEntry& entry) {
    return opener.Take(
        entry, PlaceOfEntry(stream, entry.seq),
        "log entry " + std::to_string(entry.seq) + " of stream " + std::to_string(stream));
  }));
}

StoreCode SealedStore::GetBlob(std::string_view hash, const EntrySink& sink) {
  Opener opener(data_, sink);
  const std::string name = BlobName(hash);
  return opener.Told(store_->GetBlob(name, [&](const StoredEntry& entry) {
    return opener.Take(entry, PlaceOfBlob(name), "a blob");
  }));
}

std::string SealedStore::Reason() const {
  return not_opened.empty() ? store_->Reason() : not_opened;
}

Result<StoreCare*> SealedStore::Care() const {
  StoreCare* const care = CareOf(*store_);
  if (care != nullptr) return care;
  return Error("store_unsupported", "this kind of store does nothing for itself")
      .Resource(std::string(url()));
}

Result<Value> SealedStore::Describe() {
  StoreCare* const care = CareOf(*store_);
  auto known = care == nullptr ? Result<Value>(Value::EmptyObject()) : care->Describe();
  const bool is_left_out = known.has_error() && known.error().code() == "store_unsupported";
  if (known.has_error() && !is_left_out) return known;
  Value about = is_left_out ? Value::EmptyObject() : std::move(known).value();
  return std::move(about).Set(
      "encryption",
      Value::EmptyObject().Set("cipher", "XChaCha20-Poly1305").Set("key", KeyIdText(sealed_by_)));
}

Status SealedStore::Verify(const CareWatch& watch) {
  DF_ASSIGN(StoreCare * care, Care());
  return care->Verify(watch);
}

Status SealedStore::Backup(const std::string& file, const CareWatch& watch) {
  DF_ASSIGN(StoreCare * care, Care());
  return care->Backup(file, watch);
}

Status SealedStore::Vacuum(const CareWatch& watch) {
  DF_ASSIGN(StoreCare * care, Care());
  return care->Vacuum(watch);
}

Status SealedStore::VisitBlobs(const std::function<void(std::string_view name)>& take) {
  DF_ASSIGN(StoreCare * care, Care());
  return care->VisitBlobs(take);
}

}  // namespace dashflow::checkpoint
