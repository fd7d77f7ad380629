// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <string>
#include <vector>

namespace sdk = dashflow::sdk;
using sdk::ToText;
using sdk::ToView;
using sdk::Value;
using sdk::testing::FakeHost;

namespace {

// Opens the shelf, and keeps what its sinks and answers got.
class StoreWrapper : public testing::Test {
 protected:
  void Open(std::uint32_t flags = 0) {
    const Value config = Value::FromJson(R"({"url":"shelf:"})");
    df_value error{};
    ASSERT_EQ(api.open(&config.view().raw(), flags, &store, &error), DF_OK);
  }
  void TearDown() override {
    if (store != nullptr) api.close(store);
  }
  std::int32_t Commit(std::uint32_t kind, std::string_view key) {
    df_store_op op{};
    op.kind = kind;
    op.key = ToText(key);
    op.bytes = ToText("bytes");
    batch = {sizeof(df_store_batch), 1, &op, -1, 0, 0};
    df_store_batch* batches[] = {&batch};
    api.commit(store, batches, 1, &Answered, this);
    return batch.result;
  }
  static void Answered(void* test) {
    auto& self = *static_cast<StoreWrapper*>(test);
    ++self.answers;
    self.reason = ToView(self.api.reason(self.store));
  }
  static std::uint32_t Collect(void* test, const df_store_entry* entry) {
    auto& keys = static_cast<StoreWrapper*>(test)->keys;
    keys.emplace_back(ToView(entry->key));
    return keys.size() < 2 ? 1 : 0;
  }

  FakeHost host{dashflow_plugin_entry_1};
  const df_store_api& api = *host.store();
  void* store = nullptr;
  df_store_batch batch{};
  int answers = 0;
  std::string reason;
  std::vector<std::string> keys;
};

TEST_F(StoreWrapper, SaysWhyItDoesNotOpen) {
  const Value config = Value::FromJson(R"({"url":"shelf:broken"})");
  df_value raw{};
  EXPECT_NE(api.open(&config.view().raw(), 0, &store, &raw), DF_OK);
  const Value error = Value::Adopt(raw);
  EXPECT_EQ(store, nullptr);
  EXPECT_EQ(error, Value::FromJson(R"({"code":"store_invalid","message":"The shelf is broken.",
                                       "cause":"age","fix":"Buy one."})"));
}

TEST_F(StoreWrapper, AnswersEachCommitOnceWithTheRevision) {
  Open();
  EXPECT_EQ(Commit(DF_OP_PUT, "a"), DF_STORE_OK);
  EXPECT_EQ(batch.rev, 1u);
  EXPECT_EQ(Commit(DF_OP_PUT, "b"), DF_STORE_OK);
  EXPECT_EQ(batch.rev, 2u);
  EXPECT_EQ(answers, 2);
}

TEST_F(StoreWrapper, CallsABatchUnknownThatTheStoreSaidNothingOf) {
  Open();
  EXPECT_EQ(Commit(DF_OP_TRIM, "a"), DF_STORE_UNKNOWN);
  EXPECT_EQ(answers, 1);
  EXPECT_EQ(reason, "nothing was said");
}

TEST_F(StoreWrapper, HandsReadOnlyOver) {
  Open(DF_STORE_READ_ONLY);
  EXPECT_EQ(Commit(DF_OP_PUT, "a"), DF_STORE_INVALID);
  EXPECT_EQ(reason, "it is open to read only");
}

TEST_F(StoreWrapper, ReadsUntilTheSinkHasEnough) {
  Open();
  for (const char* key : {"a", "b", "c", "d"}) Commit(DF_OP_PUT, key);
  df_store_scan scan{};
  scan.size = sizeof(scan);
  scan.from = ToText("b");
  EXPECT_EQ(api.scan(store, &scan, &Collect, this), DF_STORE_OK);
  EXPECT_EQ(keys, (std::vector<std::string>{"b", "c"}));
}

TEST_F(StoreWrapper, TurnsExceptionsIntoResultsAndReasons) {
  Open();
  EXPECT_EQ(api.get(store, ToText("s"), ToText("x"), &Collect, this), DF_STORE_NOT_FOUND);
  EXPECT_EQ(api.get(store, ToText("damaged"), ToText("x"), &Collect, this), DF_STORE_DAMAGED);
  EXPECT_EQ(ToView(api.reason(store)), "It is damaged.");
  EXPECT_EQ(api.read(store, 1, 1, 9, 0, 0, &Collect, this), DF_STORE_UNAVAILABLE);
  EXPECT_EQ(ToView(api.reason(store)), "No memory is left.");
  EXPECT_EQ(api.now(store), 7);
}

TEST_F(StoreWrapper, IsInTheManifest) {
  const sdk::ValueView spec = host.manifest()["stores"][0];
  EXPECT_EQ(spec["scheme"], "shelf");
  EXPECT_EQ(spec["durability"], "best_effort");
  EXPECT_EQ(api.durability, std::uint32_t{DF_DURABILITY_BEST_EFFORT});
}

}  // namespace
