// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/envelope/envelope.h"

#include <cstring>

#include "host/base/failpoint.h"
#include "host/checkpoint/wire.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::checkpoint {
namespace {

constexpr char kInline = 0;
constexpr char kInBlobs = 1;
constexpr std::size_t kHashBytes = 16;

std::string HashOf(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), kHashBytes};
}

Error Damaged(std::string cause) {
  return Error("store_damaged", "a large entry cannot be read")
      .Operation("read checkpoint")
      .Cause(std::move(cause));
}

Status AppendBlob(std::string_view hash, Store& store, std::string& content) {
  std::string blob;
  const StoreCode code = store.GetBlob(hash, [&blob](const StoredEntry& entry) {
    blob = entry.bytes.view();
    return true;
  });
  if (code == StoreCode::kNotFound) return Damaged("one of its blobs is missing");
  if (code != StoreCode::kOk) return StoreError(code, store, "read blob");
  if (HashOf(blob) != hash) return Damaged("one of its blobs does not have its hash");
  content += blob;
  return Ok();
}

}  // namespace

std::string& Envelope::Open() {
  content_.assign(1, kInline);
  if (!hashes_.empty()) hashes_.clear();
  return content_;
}

std::string_view Envelope::Seal(std::vector<Operation>& ops) {
  if (content_.size() <= kMaxStoreBytes) return content_;
  const std::string_view content = std::string_view(content_).substr(1);
  index_.assign(1, kInBlobs);
  for (std::size_t at = 0; at < content.size(); at += kMaxStoreBytes) {
    const auto chunk = content.substr(at, kMaxStoreBytes);
    index_ += hashes_.emplace_back(HashOf(chunk));
    Operation op;
    op.kind = OpKind::kPutBlob;
    op.key = Bytes(hashes_.back());
    op.bytes = Bytes(chunk);
    ops.push_back(op);
  }
  return index_;
}

std::vector<std::string_view> BlobsOf(std::string_view stored) {
  std::vector<std::string_view> hashes;
  if (stored.empty() || stored[0] != kInBlobs) return hashes;
  for (std::size_t at = 1; at + kHashBytes <= stored.size(); at += kHashBytes)
    hashes.push_back(stored.substr(at, kHashBytes));
  return hashes;
}

Result<std::string> OpenEnvelope(std::string_view stored, Store& store) {
  if (stored.empty()) return Damaged("it is empty");
  if (stored[0] == kInline) return std::string(stored.substr(1));
  if (stored[0] != kInBlobs || stored.size() % kHashBytes != 1)
    return Damaged("it starts with an unknown byte");
  std::string content;
  for (std::size_t at = 1; at < stored.size(); at += kHashBytes) {
    DF_TRY(AppendBlob(stored.substr(at, kHashBytes), store, content));
  }
  return content;
}

}  // namespace dashflow::checkpoint
