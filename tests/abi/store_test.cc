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

TEST_F(StoreWrapper, OffersTheCareThatTheStoreHas) {
  const df_store_care_api* care = host.store_care();
  ASSERT_NE(care, nullptr);
  EXPECT_EQ(care->size, sizeof(df_store_care_api));
  EXPECT_NE(care->describe, nullptr);
  EXPECT_EQ(care->backup, nullptr);
  EXPECT_EQ(care->upgrade, nullptr);
}

TEST_F(StoreWrapper, DescribesItselfAsAnObject) {
  Open();
  Commit(DF_OP_PUT, "a");
  df_value about{};
  df_value error{};
  ASSERT_EQ(host.store_care()->describe(store, &about, &error), DF_OK);
  EXPECT_EQ(Value::Adopt(about),
            Value::FromJson(R"({"layout":{"version":1,"newest":2,"min_reader":1,"min_writer":1},
                                "records":{"count":1,"bytes":0},"log":{"count":0,"bytes":0},
                                "blobs":{"count":0,"bytes":0},"disk_bytes":5})"));
}

TEST_F(StoreWrapper, HandsFindingsOverAndStopsWhenItIsTold) {
  Open();
  struct Heard {
    std::string what;
    std::uint64_t seq = 0;
    std::uint64_t last = 2;
  } heard;
  const df_store_watch watch{
      sizeof(df_store_watch), 0, &heard,
      [](void* context, std::uint64_t done, std::uint64_t) noexcept -> std::uint32_t {
        return done < static_cast<Heard*>(context)->last ? 1 : 0;
      },
      [](void* context, const df_store_finding* finding) noexcept {
        auto& kept = *static_cast<Heard*>(context);
        kept.what = ToView(finding->what);
        kept.seq = finding->seq;
      }};
  df_value error{};
  EXPECT_NE(host.store_care()->verify(store, &watch, &error), DF_OK);
  EXPECT_EQ(Value::Adopt(error)->operator[]("code"), "cancelled");
  EXPECT_EQ(heard.what, "a board is loose");
  EXPECT_EQ(heard.seq, 4u);
  EXPECT_EQ(host.store_care()->verify(store, nullptr, &error), DF_OK);
}

TEST_F(StoreWrapper, GivesAStatusTheCodeOfTheCatalogue) {
  Open();
  df_value error{};
  EXPECT_NE(host.store_care()->vacuum(store, nullptr, &error), DF_OK);
  EXPECT_EQ(Value::Adopt(error)->operator[]("code"), "store_full");
}

TEST_F(StoreWrapper, RestoresWithoutAStore) {
  const Value config = Value::FromJson(R"({"url":"shelf:"})");
  const auto restore = [&](std::string_view file, df_value& kept, df_value& error) {
    return host.store_care()->restore(&config.view().raw(), ToText(file), nullptr, &kept, &error);
  };
  df_value kept{};
  df_value error{};
  EXPECT_EQ(restore("x", kept, error), DF_OK);
  EXPECT_EQ(Value::Adopt(kept), "shelf:x");
  kept = {};
  EXPECT_EQ(restore("", kept, error), DF_OK);
  EXPECT_EQ(Value::Adopt(kept), Value());
  kept = {};
  EXPECT_NE(restore("none", kept, error), DF_OK);
  EXPECT_EQ(Value::Adopt(error)->operator[]("fix"), "Wait.");
}

TEST_F(StoreWrapper, IsInTheManifest) {
  const sdk::ValueView spec = host.manifest()["stores"][0];
  EXPECT_EQ(spec["scheme"], "shelf");
  EXPECT_EQ(spec["durability"], "best_effort");
  EXPECT_EQ(api.durability, std::uint32_t{DF_DURABILITY_BEST_EFFORT});
}

}  // namespace
