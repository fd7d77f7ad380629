// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/identity.h"

#include <array>
#include <chrono>

#include "host/base/id.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::string_view kKey = "identity";
constexpr std::uint8_t kFormat = 1;

std::string Encode(std::string_view id, std::int64_t now) {
  std::string bytes;
  Writer writer(bytes);
  writer.Byte(kFormat);
  writer.Text(id);
  writer.Word(static_cast<std::uint64_t>(now));
  writer.Flush();
  return bytes;
}

Result<std::string> Decode(std::string_view bytes, const Store& store) {
  Reader reader(bytes);
  const bool is_known = reader.Byte() == kFormat;
  std::string id(reader.Text());
  reader.Word();
  if (is_known && !reader.failed() && reader.at_end()) return id;
  return Error("store_damaged", "the identity of the store cannot be read")
      .Operation("read identity")
      .Resource(std::string(store.url()));
}

Result<std::optional<std::string>> ReadBytes(Store& store) {
  std::optional<std::string> bytes;
  const StoreCode code = store.Get(kIdentitySpace, kKey, [&bytes](const StoredEntry& entry) {
    bytes = std::string(entry.bytes.view());
    return true;
  });
  if (code != StoreCode::kOk && code != StoreCode::kNotFound)
    return StoreError(code, store, "read identity");
  return bytes;
}

// Whoever gives it one at the same time is as good.
Status Give(Store& store, std::string_view bytes) {
  std::array<Operation, 2> ops;
  ops[0].kind = OpKind::kExpect;
  ops[1].kind = OpKind::kPut;
  ops[1].bytes = Bytes(bytes);
  for (Operation& op : ops) {
    op.space = Bytes(kIdentitySpace);
    op.key = Bytes(kKey);
  }
  Batch batch;
  batch.op_count = ops.size();
  batch.ops = ops.data();
  const StoreCode code = CommitAndWait(store, batch);
  const bool is_fine =
      code == StoreCode::kOk || code == StoreCode::kConflict || code == StoreCode::kFull;
  if (!is_fine) return StoreError(code, store, "give the store its identity");
  return Ok();
}

}  // namespace

Result<std::optional<std::string>> ReadIdentity(Store& store) {
  DF_ASSIGN(const auto bytes, ReadBytes(store));
  if (!bytes) return std::optional<std::string>();
  DF_ASSIGN(std::string id, Decode(*bytes, store));
  return std::optional(std::move(id));
}

Status CopyIdentity(Store& store, Store& copy) {
  DF_ASSIGN(const auto bytes, ReadBytes(store));
  return bytes ? Give(copy, *bytes) : Ok();
}

Status GiveIdentity(Store& store) {
  if (store.durability() == DurabilityClass::kNone) return Ok();
  DF_ASSIGN(const auto known, ReadIdentity(store));
  if (known) return Ok();
  const std::int64_t now = store.Now();
  SeededRandom random(EntropySeed());
  const std::string bytes =
      Encode(ToString(NewUuid(WallTime(std::chrono::nanoseconds(now)), random)), now);
  return Give(store, bytes);
}

}  // namespace dashflow::checkpoint
