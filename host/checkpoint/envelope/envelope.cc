// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/envelope/envelope.h"

#include <algorithm>
#include <optional>

#include "host/base/digest.h"
#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

// The first byte.
constexpr char kInline = 0;
constexpr char kInBlobs = 1;
constexpr char kPacked = 2;
constexpr char kInChunks = 3;
// Of a chunk.
constexpr char kAsItIs = 0;
constexpr char kZstd = 1;

constexpr std::size_t kHashBytes = 16;
constexpr std::size_t kChunkBytes = 1 + kHashBytes;              // in the index
constexpr std::size_t kChunksBegin = 1 + sizeof(std::uint64_t);  // in the index
constexpr std::size_t kMostReserved = std::size_t{1} << 30;      // for what an index says

std::string HashOf(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, Digest128(bytes));
  return {reinterpret_cast<const char*>(canonical.digest), kHashBytes};
}

Error Damaged(std::string cause) {
  return Error("store_damaged", "a large entry cannot be read")
      .Operation("read checkpoint")
      .Cause(std::move(cause));
}

Error NoFrame() { return Damaged("its compressed bytes are damaged, or hold more than they may"); }

// Which blobs hold a content.
struct Index {
  std::uint64_t size = 0;  // of the content; 0 = not known
  std::size_t begin = 0;   // of the parts in the stored bytes
  std::size_t part = 0;    // bytes of one
};

// Nothing for a content that is not in blobs.
std::optional<Index> IndexOf(std::string_view stored) {
  Index index;
  if (stored.starts_with(kInBlobs)) index = {0, 1, kHashBytes};
  if (stored.starts_with(kInChunks) && stored.size() >= kChunksBegin)
    index = {Reader(stored.substr(1, sizeof(std::uint64_t))).Word(), kChunksBegin, kChunkBytes};
  return index.part == 0 ? std::nullopt : std::optional(index);
}

Status AppendBlob(std::string_view part, Store& store, std::string& content) {
  const std::string_view hash = part.substr(part.size() - kHashBytes);
  const char how = part.size() > kHashBytes ? part[0] : kAsItIs;
  std::string blob;
  const StoreCode code = store.GetBlob(hash, [&blob](const StoredEntry& entry) {
    blob = entry.bytes.view();
    return true;
  });
  if (code == StoreCode::kNotFound) return Damaged("one of its blobs is missing");
  if (code != StoreCode::kOk) return StoreError(code, store, "read blob");
  if (HashOf(blob) != hash) return Damaged("one of its blobs does not have its hash");
  if (how == kAsItIs) return content += blob, Ok();
  if (how != kZstd || !Unpack(blob, kMaxStoreBytes, content)) return NoFrame();
  return Ok();
}

Result<std::string> ReadBlobs(std::string_view stored, const Index& index, Store& store) {
  std::string content;
  const std::size_t parts = stored.size() - index.begin;
  if (parts % index.part != 0) return Damaged("its list of blobs is cut off");
  const std::size_t count = parts / index.part;
  if (index.size > count * kMaxStoreBytes) return Damaged("it says that it is larger than it is");
  content.reserve(std::min<std::size_t>(index.size, kMostReserved));
  for (std::size_t at = index.begin; at < stored.size(); at += index.part)
    DF_TRY(AppendBlob(stored.substr(at, index.part), store, content));
  if (index.size != 0 && content.size() != index.size)
    return Damaged("it does not have the size that it says");
  return content;
}

}  // namespace

std::string& Envelope::Open() {
  content_.assign(1, kInline);
  if (!hashes_.empty()) hashes_.clear();
  if (!packed_.empty()) packed_.clear();
  return content_;
}

std::string_view Envelope::Seal(std::vector<Operation>& ops, Packing packing) {
  const bool fits = content_.size() <= kMaxContentBytes;
  const bool may_pack = packing == Packing::kZstd && content_.size() >= kLeastPacked;
  if (fits) return may_pack && PackInline() ? stored_ : content_;
  const std::string_view content = std::string_view(content_).substr(1);
  stored_.assign(1, kInChunks);
  Writer(stored_).Word(content.size());
  for (std::size_t at = 0; at < content.size(); at += kMaxContentBytes)
    AddChunk(content.substr(at, kMaxContentBytes), packing, ops);
  return stored_;
}

bool Envelope::PackInline() {
  stored_.assign(1, kPacked);
  return Pack(std::string_view(content_).substr(1), stored_);
}

// Each by itself, so that contents share what they have in common.
void Envelope::AddChunk(std::string_view chunk, Packing packing, std::vector<Operation>& ops) {
  bool is_packed = false;
  if (packing == Packing::kZstd && chunk.size() >= kLeastPacked) {
    is_packed = Pack(chunk, packed_.emplace_back());
    if (is_packed) {
      packed_.back().shrink_to_fit();
      chunk = packed_.back();
    } else {
      packed_.pop_back();
    }
  }
  stored_ += is_packed ? kZstd : kAsItIs;
  stored_ += hashes_.emplace_back(HashOf(chunk));
  Operation op;
  op.kind = OpKind::kPutBlob;
  op.key = Bytes(hashes_.back());
  op.bytes = Bytes(chunk);
  ops.push_back(op);
}

std::vector<std::string_view> BlobsOf(std::string_view stored) {
  std::vector<std::string_view> hashes;
  const auto index = IndexOf(stored);
  if (!index) return hashes;
  for (std::size_t at = index->begin; at + index->part <= stored.size(); at += index->part)
    hashes.push_back(stored.substr(at + index->part - kHashBytes, kHashBytes));
  return hashes;
}

Result<std::string> OpenEnvelope(std::string_view stored, Store& store) {
  if (stored.empty()) return Damaged("it is empty");
  if (stored[0] == kInline) return std::string(stored.substr(1));
  if (stored[0] == kPacked) {
    std::string content;
    if (!Unpack(stored.substr(1), kMaxStoreBytes, content)) return NoFrame();
    return content;
  }
  const auto index = IndexOf(stored);
  if (!index) return Damaged("it starts with an unknown byte");
  return ReadBlobs(stored, *index, store);
}

}  // namespace dashflow::checkpoint
