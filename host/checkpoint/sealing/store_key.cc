// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/store_key.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "host/checkpoint/sealing/seal.h"
#include "host/checkpoint/upkeep/identity.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::string_view kKey = "encryption";
constexpr std::string_view kPlace = "the key of the store";
constexpr std::uint8_t kFormat = 1;

// The record as it is stored.
struct SealedKey {
  std::string by;
  std::string sealed;
  std::uint64_t rev = 0;
};

Error Damaged(const Store& store) {
  return Error("store_damaged", "the key of the store cannot be read")
      .Operation("open store")
      .Resource(std::string(store.url()));
}

Error Missing(const Store& store, const std::string& by, const KeyRing& ring) {
  std::string known;
  for (const SecretKey& key : ring) known += (known.empty() ? "" : ", ") + KeyIdText(key.id());
  return Error("store_key_missing", "the store is encrypted, and its key is not configured")
      .Operation("open store")
      .Resource(std::string(store.url()))
      .Cause("it takes the key with the id " + KeyIdText(by) +
             "; configured: " + (known.empty() ? "none" : known));
}

Result<std::optional<SealedKey>> ReadSealed(Store& store) {
  std::optional<std::string> bytes;
  SealedKey found;
  const StoreCode code = store.Get(kIdentitySpace, kKey, [&](const StoredEntry& entry) {
    bytes = std::string(entry.bytes.view());
    found.rev = entry.rev;
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "open store");
  if (!bytes) return std::optional<SealedKey>();
  Reader reader(*bytes);
  const bool is_known = reader.Byte() == kFormat;
  found.by = reader.Text();
  found.sealed = reader.Text();
  const bool is_whole =
      is_known && !reader.failed() && reader.at_end() && found.by.size() == SecretKey::kIdBytes;
  if (!is_whole) return Damaged(store);
  return std::optional(std::move(found));
}

std::string Encode(const SecretKey& key, const SecretKey& by) {
  std::string sealed;
  Seal(by, kPlace, key.view(), sealed);
  std::string bytes;
  Writer writer(bytes);
  writer.Byte(kFormat);
  writer.Text(by.id());
  writer.Text(sealed);
  writer.Flush();
  return bytes;
}

// `rev`: of the record that is replaced; 0 = there is none.
StoreCode Put(Store& store, std::string_view bytes, std::uint64_t rev) {
  std::array<Operation, 2> ops;
  ops[0].kind = OpKind::kExpect;
  ops[0].rev = rev;
  ops[1].kind = OpKind::kPut;
  ops[1].bytes = Bytes(bytes);
  for (Operation& op : ops) {
    op.space = Bytes(kIdentitySpace);
    op.key = Bytes(kKey);
  }
  Batch batch;
  batch.op_count = ops.size();
  batch.ops = ops.data();
  return CommitAndWait(store, batch);
}

Result<StoreKey> Open(const Store& store, const SealedKey& sealed, const KeyRing& ring) {
  const auto by = std::ranges::find(ring, sealed.by, &SecretKey::id);
  if (by == ring.end()) return Missing(store, sealed.by, ring);
  std::string bytes;
  const bool is_open = Unseal(*by, kPlace, sealed.sealed, bytes);
  auto key = SecretKey::FromBytes(bytes);
  sodium_memzero(bytes.data(), bytes.size());
  if (!is_open || !key) return Damaged(store);
  return StoreKey{*std::move(key), sealed.by};
}

}  // namespace

Result<bool> HasStoreKey(Store& store) {
  DF_ASSIGN(const auto sealed, ReadSealed(store));
  return sealed.has_value();
}

Result<std::optional<StoreKey>> ReadStoreKey(Store& store, const KeyRing& ring) {
  DF_ASSIGN(const auto sealed, ReadSealed(store));
  if (!sealed) return std::optional<StoreKey>();
  DF_ASSIGN(StoreKey key, Open(store, *sealed, ring));
  return std::optional(std::move(key));
}

Result<StoreKey> MakeStoreKey(Store& store, const KeyRing& ring) {
  const StoreCode code = Put(store, Encode(SecretKey::Random(), ring.front()), 0);
  if (code != StoreCode::kOk && code != StoreCode::kConflict)
    return StoreError(code, store, "encrypt store");
  DF_ASSIGN(auto key, ReadStoreKey(store, ring));
  if (!key) return Damaged(store);
  return *std::move(key);
}

Result<std::string> ResealStoreKey(Store& store, const KeyRing& ring) {
  DF_ASSIGN(const auto sealed, ReadSealed(store));
  if (!sealed) {
    return Error("store_not_encrypted", "the store is not encrypted")
        .Operation("change key of store")
        .Resource(std::string(store.url()));
  }
  DF_ASSIGN(const StoreKey key, Open(store, *sealed, ring));
  const StoreCode code = Put(store, Encode(key.key, ring.front()), sealed->rev);
  if (code != StoreCode::kOk) return StoreError(code, store, "change key of store");
  return sealed->by;
}

}  // namespace dashflow::checkpoint
