// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/envelope/envelope.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/engine/map_store.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::checkpoint {
namespace {

std::string Noise(std::size_t size) {
  std::mt19937_64 random(7);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string HashOf(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
  return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

class EnvelopeOn : public ::testing::Test {
 protected:
  // What the log would hold; the blobs are in the store.
  std::string Seal(std::string_view content, Packing packing = Packing::kZstd) {
    envelope.Open() += content;
    std::vector<Operation> ops;
    const std::string stored(envelope.Seal(ops, packing));
    Batch batch;
    batch.ops = ops.data();
    batch.op_count = static_cast<std::uint32_t>(ops.size());
    EXPECT_EQ(CommitAndWait(store, batch), StoreCode::kOk);
    return stored;
  }
  std::string Open(std::string_view stored) { return OpenEnvelope(stored, store).value(); }
  void IsDamaged(std::string_view stored) {
    const auto opened = OpenEnvelope(stored, store);
    ASSERT_TRUE(opened.has_error());
    EXPECT_EQ(opened.error().code(), "store_damaged");
  }

  testing::MapStore store;
  Envelope envelope;
};

TEST_F(EnvelopeOn, EverySizeComesBackPackedOrNot) {
  const std::string noise = Noise(2 * kMaxStoreBytes);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, kLeastPacked - 2, kLeastPacked - 1, kLeastPacked,
        kMaxContentBytes - 1, kMaxContentBytes, kMaxContentBytes + 1, 2 * kMaxStoreBytes}) {
    for (const Packing packing : {Packing::kNone, Packing::kZstd}) {
      const std::string even(size, 'a');
      EXPECT_EQ(Open(Seal(even, packing)), even) << size;
      const std::string_view uneven = std::string_view(noise).substr(0, size);
      EXPECT_EQ(Open(Seal(uneven, packing)), uneven) << size;
    }
  }
}

TEST_F(EnvelopeOn, WhatCanBeCompressedIsAndOnlyThat) {
  EXPECT_LT(Seal(std::string(100'000, 'a')).size(), 1'000U);
  EXPECT_EQ(Seal(std::string(100'000, 'a'), Packing::kNone).size(), 100'001U);
  EXPECT_EQ(Seal(Noise(100'000)).size(), 100'001U);
  EXPECT_EQ(Seal(std::string(100, 'a')).size(), 101U);
}

TEST_F(EnvelopeOn, AStoreThatKeepsNothingIsNotWrittenForItsSize) {
  EXPECT_EQ(PackingFor(store), Packing::kNone);
  store.says_it_is = DurabilityClass::kBestEffort;
  EXPECT_EQ(PackingFor(store), Packing::kZstd);
}

TEST_F(EnvelopeOn, LargeContentsShareTheirChunks) {
  std::string content(3 * kMaxContentBytes, 'a');
  for (std::size_t i = 0; i < content.size(); i += 1000) content[i] = static_cast<char>(i / 1000);
  const std::string stored = Seal(content);
  EXPECT_EQ(store.blobs(), 3U);
  EXPECT_EQ(BlobsOf(stored).size(), 3U);
  content.front() = 'b';
  EXPECT_EQ(Open(Seal(content)), content);
  EXPECT_EQ(store.blobs(), 4U);
}

TEST_F(EnvelopeOn, EveryFlippedBitOfABlobOrItsListIsFound) {
  const std::string stored = Seal(std::string(2 * kMaxStoreBytes, 'a') + "end");
  for (std::size_t i = 1; i < stored.size(); ++i) {
    std::string bad = stored;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    SCOPED_TRACE(i);
    IsDamaged(bad);
  }
  for (const std::string& hash : store.BlobHashes()) {
    for (std::size_t i = 0; i < store.blob(hash).size(); ++i) {
      const char good = std::exchange(store.blob(hash)[i], static_cast<char>(~store.blob(hash)[i]));
      IsDamaged(stored);
      store.blob(hash)[i] = good;
    }
  }
  for (std::size_t size = 0; size < stored.size(); ++size) {
    SCOPED_TRACE(size);
    IsDamaged(std::string_view(stored).substr(0, size));
  }
}

TEST_F(EnvelopeOn, AFrameThatIsCutOrGoesOnIsFound) {
  const std::string stored = Seal(std::string(100'000, 'a'));
  for (std::size_t size = 1; size < stored.size(); ++size) {
    SCOPED_TRACE(size);
    IsDamaged(std::string_view(stored).substr(0, size));
  }
  IsDamaged(stored + "x");
  IsDamaged(stored + stored.substr(1));
}

// A frame's head says how much it holds: no memory is taken for more than an entry may.
TEST_F(EnvelopeOn, ABombIsRefused) {
  std::string out;
  const std::string large(2 * kMaxStoreBytes, 'a');
  std::string frame;
  ASSERT_TRUE(Pack(large, frame));
  EXPECT_LT(frame.size(), 1'000U);
  EXPECT_FALSE(Unpack(frame, kMaxStoreBytes, out));
  EXPECT_EQ(out.capacity(), std::string().capacity());
  IsDamaged(std::string(1, 2) + frame);
  // Magic number, a descriptor with 8 bytes of size, and a size of 2^62.
  const std::string huge("\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\0\0\x40\x01\0\0", 16);
  EXPECT_FALSE(Unpack(huge, kMaxStoreBytes, out));
  // One that does not say how much.
  const std::string silent("\x28\xb5\x2f\xfd\0\x58\x01\0\0", 9);
  EXPECT_FALSE(Unpack(silent, kMaxStoreBytes, out));
  EXPECT_EQ(out.capacity(), std::string().capacity());
}

TEST_F(EnvelopeOn, AListThatSaysMoreThanItHoldsIsRefused) {
  std::string stored = Seal(std::string(2 * kMaxStoreBytes, 'a'));
  stored[8] = 0x40;
  IsDamaged(stored);
}

// As earlier builds wrote it.
TEST_F(EnvelopeOn, BlobsWithoutCompressionAreReadToo) {
  const std::string first(kMaxStoreBytes, 'a');
  const std::string hashes[] = {HashOf(first), HashOf("end")};
  Operation ops[2];
  for (int i = 0; i < 2; ++i) {
    ops[i].kind = OpKind::kPutBlob;
    ops[i].key = Bytes(hashes[i]);
    ops[i].bytes = Bytes(i == 0 ? std::string_view(first) : "end");
  }
  Batch batch;
  batch.ops = ops;
  batch.op_count = 2;
  ASSERT_EQ(CommitAndWait(store, batch), StoreCode::kOk);
  const std::string stored = std::string(1, 1) + hashes[0] + hashes[1];
  EXPECT_EQ(BlobsOf(stored), (std::vector<std::string_view>{hashes[0], hashes[1]}));
  EXPECT_EQ(Open(stored), first + "end");
}

}  // namespace
}  // namespace dashflow::checkpoint
