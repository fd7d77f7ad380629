// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/sealing/sealed_store.h"

#include <gtest/gtest.h>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/forwarding_store.h"
#include "host/checkpoint/sealing/open_sealed.h"
#include "host/checkpoint/upkeep/identity.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

using testing::MapStore;

KeyRing RingOf(const std::vector<std::string>& digits) {
  KeyRing ring;
  for (const std::string& key : digits) ring.push_back(*SecretKey::FromHex(key));
  return ring;
}

const std::string kOne(64, '1');
const std::string kTwo(64, '2');

class Sealed : public ::testing::Test {
 protected:
  Sealed() { disk.says_it_is = DurabilityClass::kDurable; }

  Result<std::unique_ptr<Store>> Open(const std::vector<std::string>& keys,
                                      Sealing sealing = Sealing::kIfEmpty) {
    return OpenSealed(std::make_unique<ForwardingStore>(disk), RingOf(keys), sealing);
  }
  static StoreCode Fill(Store& store) {
    Operation ops[3];
    ops[0].kind = OpKind::kPut;
    ops[0].space = Bytes("s");
    ops[0].key = Bytes("k");
    ops[0].bytes = Bytes("secret record");
    ops[1].kind = OpKind::kAppend;
    ops[1].stream = 7;
    ops[1].seq = 1;
    ops[1].bytes = Bytes("secret entry");
    ops[2].kind = OpKind::kPutBlob;
    ops[2].key = Bytes("hash");
    ops[2].bytes = Bytes("secret blob");
    Batch batch;
    batch.ops = ops;
    batch.op_count = 3;
    return CommitAndWait(store, batch);
  }
  // All that is in it, or the reason of the first read that failed.
  static std::string Read(Store& store) {
    std::string all;
    const EntrySink sink = [&all](const StoredEntry& entry) {
      all += std::string(entry.bytes.view()) + ";";
      return true;
    };
    ScanRange range;
    range.space = "s";
    const bool is_fine = store.Get("s", "k", sink) == StoreCode::kOk &&
                         store.Scan(range, sink) == StoreCode::kOk &&
                         store.Read(7, 1, 9, false, 0, sink) == StoreCode::kOk &&
                         store.GetBlob("hash", sink) == StoreCode::kOk;
    if (!is_fine) return store.Reason();
    return all;
  }
  static std::string CodeOf(const Result<std::unique_ptr<Store>>& opened) {
    return opened.has_error() ? opened.error().code() : "";
  }

  MapStore disk;
};

TEST_F(Sealed, KeepsEverythingAndNothingInPlain) {
  {
    const auto store = Open({kOne}).value();
    ASSERT_EQ(Fill(*store), StoreCode::kOk);
  }
  const auto store = Open({kOne}, Sealing::kAsItIs).value();
  EXPECT_EQ(Read(*store), "secret record;secret record;secret entry;secret blob;");
  EXPECT_EQ(disk.record("s", "k").find("secret"), std::string::npos);
  EXPECT_EQ(disk.entry(7, 1).find("secret"), std::string::npos);
  ASSERT_EQ(disk.blobs(), 1U);
  EXPECT_NE(disk.BlobHashes().front(), "hash");
  EXPECT_EQ(disk.blob(disk.BlobHashes().front()).find("secret"), std::string::npos);
}

TEST_F(Sealed, AnswersAsTheStoreDoes) {
  const auto store = Open({kOne}).value();
  ASSERT_EQ(Fill(*store), StoreCode::kOk);
  EXPECT_EQ(Fill(*store), StoreCode::kConflict);  // the entry is there
  Operation erase;
  erase.kind = OpKind::kEraseBlob;
  const std::string name = CareOf(*store)->BlobName("hash");
  erase.key = Bytes(name);
  erase.expires_ns = INT64_MAX;
  Batch batch;
  batch.ops = &erase;
  batch.op_count = 1;
  EXPECT_EQ(CommitAndWait(*store, batch), StoreCode::kOk);
  EXPECT_EQ(disk.blobs(), 0U);
  EXPECT_EQ(store->Get("s", "none", [](const StoredEntry&) { return true; }), StoreCode::kNotFound);
}

TEST_F(Sealed, ABitThatFlipsIsDamage) {
  const auto store = Open({kOne}).value();
  ASSERT_EQ(Fill(*store), StoreCode::kOk);
  for (std::string* bytes :
       {&disk.record("s", "k"), &disk.entry(7, 1), &disk.blob(disk.BlobHashes().front())}) {
    bytes->back() = static_cast<char>(bytes->back() ^ 1);
    EXPECT_NE(Read(*store).find("does not open"), std::string::npos);
    bytes->back() = static_cast<char>(bytes->back() ^ 1);
  }
  Read(*store);
  EXPECT_EQ(store->Reason(), "the test said so");
}

TEST_F(Sealed, WhatStoodElsewhereDoesNotOpen) {
  const auto store = Open({kOne}).value();
  ASSERT_EQ(Fill(*store), StoreCode::kOk);
  disk.Overwrite(7, 2, disk.entry(7, 1));
  disk.Overwrite(8, 1, disk.entry(7, 1));
  const EntrySink any = [](const StoredEntry&) { return true; };
  EXPECT_EQ(store->Read(7, 1, 1, false, 0, any), StoreCode::kOk);
  EXPECT_EQ(store->Read(7, 2, 2, false, 0, any), StoreCode::kDamaged);
  EXPECT_EQ(store->Read(8, 1, 1, false, 0, any), StoreCode::kDamaged);
  EXPECT_NE(store->Reason().find("log entry 1 of stream 8"), std::string::npos);
}

TEST_F(Sealed, TheBytesOfAnotherStoreDoNotOpen) {
  const auto store = Open({kOne}).value();
  ASSERT_EQ(Fill(*store), StoreCode::kOk);
  MapStore other;
  other.says_it_is = DurabilityClass::kDurable;
  const auto opened =
      OpenSealed(std::make_unique<ForwardingStore>(other), RingOf({kOne}), Sealing::kIfEmpty)
          .value();
  ASSERT_EQ(Fill(*opened), StoreCode::kOk);
  disk.entry(7, 1) = other.entry(7, 1);
  EXPECT_EQ(store->Read(7, 1, 1, false, 0, [](const StoredEntry&) { return true; }),
            StoreCode::kDamaged);
}

TEST_F(Sealed, AMissingKeyIsNamedByItsIdAndNoKeyIsShown) {
  ASSERT_EQ(Fill(*Open({kOne}).value()), StoreCode::kOk);
  for (const auto& keys : {std::vector<std::string>{}, std::vector{kTwo}}) {
    const auto opened = Open(keys);
    ASSERT_EQ(CodeOf(opened), "store_key_missing");
    const std::string& cause = opened.error().cause();
    EXPECT_NE(cause.find(KeyIdText(RingOf({kOne}).front().id())), std::string::npos);
    EXPECT_EQ(cause.find(kOne), std::string::npos);
    EXPECT_EQ(cause.find(kTwo), std::string::npos);
  }
  EXPECT_EQ(CodeOf(Open({kTwo, kOne})), "");
}

TEST_F(Sealed, APlainStoreIsNotMixed) {
  ASSERT_TRUE(GiveIdentity(disk).has_value());
  EXPECT_EQ(CodeOf(Open({kOne}, Sealing::kAsItIs)), "");
  ASSERT_TRUE(Directory(disk).ReserveStreams(1).has_value());
  EXPECT_EQ(CodeOf(Open({kOne})), "store_not_encrypted");
  EXPECT_EQ(CodeOf(Open({kOne}, Sealing::kAsItIs)), "store_not_encrypted");
  EXPECT_EQ(CodeOf(Open({})), "");
}

TEST_F(Sealed, AnyRecordInPlainCounts) {
  for (const std::string_view space : {"thread", "cache", "key", "item", "copy"}) {
    Operation put;
    put.kind = OpKind::kPut;
    put.space = Bytes(space);
    put.key = Bytes("k");
    Batch batch;
    batch.ops = &put;
    batch.op_count = 1;
    ASSERT_EQ(CommitAndWait(disk, batch), StoreCode::kOk);
    EXPECT_EQ(CodeOf(Open({kOne})), "store_not_encrypted") << space;
    put.kind = OpKind::kErase;
    ASSERT_EQ(CommitAndWait(disk, batch), StoreCode::kOk);
  }
  EXPECT_EQ(CodeOf(Open({kOne})), "");
}

TEST_F(Sealed, OneThatOnlyHasItsIdentityBecomesEncrypted) {
  ASSERT_TRUE(GiveIdentity(disk).has_value());
  const auto store = Open({kOne}).value();
  EXPECT_EQ(ReadIdentity(*store).value(), ReadIdentity(disk).value());
  ASSERT_TRUE(Directory(*store).ReserveStreams(5).has_value());
  EXPECT_EQ(CodeOf(Open({})), "store_key_missing");
}

TEST_F(Sealed, WhatKeepsNothingIsNotEncrypted) {
  disk.says_it_is = DurabilityClass::kNone;
  ASSERT_EQ(Fill(*Open({kOne}).value()), StoreCode::kOk);
  EXPECT_EQ(disk.entry(7, 1), "secret entry");
}

TEST_F(Sealed, TakesAnotherKeyWithoutTouchingWhatIsInIt) {
  ASSERT_EQ(Fill(*Open({kOne}).value()), StoreCode::kOk);
  const std::string entry = disk.entry(7, 1);
  const auto store = Open({kTwo, kOne}).value();
  EXPECT_EQ(ResealStoreKey(*store, RingOf({kTwo, kOne})).value(), RingOf({kOne}).front().id());
  EXPECT_EQ(disk.entry(7, 1), entry);
  EXPECT_EQ(CodeOf(Open({kOne})), "store_key_missing");
  EXPECT_EQ(Read(*Open({kTwo}).value()), Read(*store));
  EXPECT_EQ(ResealStoreKey(*store, RingOf({kOne})).error().code(), "store_key_missing");
}

TEST_F(Sealed, ADamagedKeyOfTheStoreIsTold) {
  ASSERT_EQ(Fill(*Open({kOne}).value()), StoreCode::kOk);
  std::string& record = disk.record("store", "encryption");
  const std::string good = record;
  record.back() = static_cast<char>(record.back() ^ 1);
  EXPECT_EQ(CodeOf(Open({kOne})), "store_damaged");
  for (std::size_t size = 0; size < good.size(); ++size) {
    record = good.substr(0, size);
    EXPECT_EQ(CodeOf(Open({kOne})), "store_damaged") << size;
  }
}

TEST_F(Sealed, ALostAnswerIsPassedOn) {
  const auto store = Open({kOne}).value();
  disk.after = [](const Batch&) { return StoreCode::kUnknown; };
  EXPECT_EQ(Fill(*store), StoreCode::kUnknown);
  disk.after = [](const Batch&) { return StoreCode::kOk; };
  EXPECT_NE(Read(*store).find("secret entry"), std::string::npos);
}

}  // namespace
}  // namespace dashflow::checkpoint
