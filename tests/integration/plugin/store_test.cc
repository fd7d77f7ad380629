// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

#include "host/checkpoint/upkeep/store_care.h"
#include "tests/integration/plugin/fixture_registry.h"

namespace dashflow::plugin {
namespace {

using checkpoint::Batch;
using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::StoreCode;
using checkpoint::StoredEntry;
using testing::ElementsAre;
using testing::HasSubstr;

class PluginStoreTest : public testing::Test {
 protected:
  Error OpenError(std::string_view url, StoreAccess access = StoreAccess::kReadWrite,
                  const Value& settings = {}) {
    const auto store = host_.registry.OpenStore(url, access, settings);
    EXPECT_TRUE(store.has_error());
    return store.error();
  }
  std::unique_ptr<checkpoint::Store> Open(const Value& settings = {}) {
    return *host_.registry.OpenStore("shelf:here", StoreAccess::kReadWrite, settings);
  }
  // Commits one put and waits until it is done, on another thread.
  static StoreCode Put(checkpoint::Store& store, std::string_view key, std::string_view bytes) {
    Operation operation;
    operation.kind = OpKind::kPut;
    operation.key = key;
    operation.bytes = bytes;
    Batch batch;
    batch.op_count = 1;
    batch.ops = &operation;
    std::promise<void> done;
    store.Commit(
        batch, [](void* context) { static_cast<std::promise<void>*>(context)->set_value(); },
        &done);
    done.get_future().wait();
    return batch.result;
  }

  FixtureRegistry host_;
};

TEST_F(PluginStoreTest, CommitsBatchesAsTheyAre) {
  const auto store = Open();
  EXPECT_EQ(store->url(), "shelf:here");
  EXPECT_EQ(store->durability(), checkpoint::DurabilityClass::kRelaxed);
  EXPECT_EQ(Put(*store, "a", "first"), StoreCode::kOk);
  EXPECT_EQ(Put(*store, "b", "second"), StoreCode::kOk);
  std::string bytes;
  EXPECT_EQ(store->Get("space", "b",
                       [&](const StoredEntry& entry) {
                         bytes = entry.bytes.view();
                         return true;
                       }),
            StoreCode::kOk);
  EXPECT_EQ(bytes, "second");
  EXPECT_EQ(store->Get("space", "c", [](const StoredEntry&) { return true; }),
            StoreCode::kNotFound);
}

TEST_F(PluginStoreTest, ScansAndReadsInBothDirections) {
  const auto store = Open();
  for (const char* key : {"a", "b", "c"}) Put(*store, key, "x");
  std::vector<std::string> keys;
  const auto keep = [&](const StoredEntry& entry) {
    keys.emplace_back(entry.key.view());
    return keys.size() < 2;
  };
  EXPECT_EQ(store->Scan({.space = "s", .term = {}, .from = {}, .to = {}, .reverse = true}, keep),
            StoreCode::kOk);
  EXPECT_THAT(keys, ElementsAre("c", "b"));
  std::vector<std::uint64_t> seqs;
  const auto keep_seq = [&](const StoredEntry& entry) {
    seqs.push_back(entry.seq);
    return true;
  };
  EXPECT_EQ(store->Read(1, 3, 5, true, 0, keep_seq), StoreCode::kOk);
  EXPECT_THAT(seqs, ElementsAre(5u, 4u, 3u));
}

TEST_F(PluginStoreTest, FillsInTheDefaultsOfItsSettings) {
  const auto small = Open(Json(R"({"room":1})"));
  EXPECT_EQ(Put(*small, "a", "x"), StoreCode::kOk);
  EXPECT_EQ(Put(*small, "b", "x"), StoreCode::kFull);
  EXPECT_EQ(small->Reason(), "the shelf is too short");
  const auto usual = Open();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(Put(*usual, "k", "x"), StoreCode::kOk);
  EXPECT_EQ(Put(*usual, "k", "x"), StoreCode::kFull);
}

TEST_F(PluginStoreTest, ChecksItsSettings) {
  const Error error = OpenError("shelf:here", StoreAccess::kReadWrite, Json(R"({"room":0})"));
  EXPECT_EQ(error.code(), "store_setting");
  EXPECT_THAT(error.message(), HasSubstr("room"));
}

TEST_F(PluginStoreTest, PassesThePluginsWordsOn) {
  const Error held = OpenError("shelf:held");
  EXPECT_EQ(held.code(), "store_locked");
  EXPECT_EQ(held.message(), "process 7 holds it");
  EXPECT_EQ(held.cause(), "pid 7");
  EXPECT_EQ(held.fix(), "stop process 7");
  EXPECT_EQ(held.resource(), "shelf:held");
  EXPECT_EQ(OpenError("shelf:here", StoreAccess::kReadOnly).code(), "store_not_found");
}

TEST_F(PluginStoreTest, HasACodeOfTheCatalogueForEveryFailure) {
  const Error odd = OpenError("shelf:odd");
  EXPECT_EQ(odd.code(), "store_unavailable");
  EXPECT_EQ(odd.message(), "the store failed");
  EXPECT_NE(odd.cause(), "");
  const Error mute = OpenError("shelf:mute");
  EXPECT_EQ(mute.code(), "store_unavailable");
  EXPECT_THAT(mute.message(), HasSubstr("did not say why"));
}

TEST_F(PluginStoreTest, NamesTheSchemesThatThereAre) {
  const Error error = OpenError("shalf:here");
  EXPECT_EQ(error.code(), "store_unknown");
  EXPECT_EQ(error.fix(), "did you mean 'shelf'?");
}

TEST_F(PluginStoreTest, ReadsAnswersOutsideTheContractAsUnavailable) {
  EXPECT_EQ(Open()->GetBlob("hash", [](const StoredEntry&) { return true; }),
            StoreCode::kUnavailable);
}

// As with plugins from before there was such a facet.
TEST_F(PluginStoreTest, OneThatDoesNothingForItselfSaysWhatToDoInstead) {
  const auto store = Open();
  checkpoint::StoreCare* care = checkpoint::CareOf(*store);
  ASSERT_NE(care, nullptr);
  const auto described = care->Describe();
  ASSERT_TRUE(described.has_error());
  EXPECT_EQ(described.error().code(), "store_unsupported");
  EXPECT_EQ(described.error().resource(), "shelf:here");
  EXPECT_EQ(care->Verify({}).error().code(), "store_unsupported");
  EXPECT_THAT(care->Backup("file", {}).error().fix(), HasSubstr("dashflow db migrate"));
  EXPECT_EQ(care->Vacuum({}).error().code(), "store_unsupported");
  EXPECT_EQ(host_.registry.UpgradeStore("shelf:here", true).error().code(), "store_unsupported");
  EXPECT_THAT(host_.registry.RestoreStore("shelf:here", "file", {}).error().fix(),
              HasSubstr("dashflow db migrate"));
}

TEST_F(PluginStoreTest, LetsNoExceptionOfASinkThroughThePlugin) {
  const auto store = Open();
  int calls = 0;
  const auto sink = [&](const StoredEntry&) -> bool {
    ++calls;
    throw std::runtime_error("the disk of the reader is full");
  };
  EXPECT_THROW(store->Read(1, 1, 9, false, 0, sink), std::runtime_error);
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace dashflow::plugin
