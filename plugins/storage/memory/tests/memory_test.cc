// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <dashflow/testing/store/client.hpp>

// What is the memory store's own; the laws of all stores are in the conformance suite of the SDK.
namespace dashflow::memory {
namespace {

using sdk::testing::store::Batch;
using sdk::testing::store::Client;
using sdk::testing::store::OpenError;

std::string CodeOf(const df_store_api& table, std::string_view config, std::uint32_t flags = 0) {
  try {
    const Client store(table, config, flags);
    return "";
  } catch (const OpenError& error) {
    EXPECT_NE(error.message, "");
    EXPECT_NE(error.fix, "");
    return error.code;
  }
}

TEST(MemoryStore, EveryOpenerHasItsOwn) {
  sdk::testing::FakeHost host(dashflow_plugin_entry_1);
  Client one(*host.store(), R"({"url":"memory"})");
  Client other(*host.store(), R"({"url":"memory:"})");
  ASSERT_EQ(one.Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  EXPECT_EQ(other.Read(1).Seqs(), "");
}

TEST(MemoryStore, HasNoPlaceAndNothingToRead) {
  sdk::testing::FakeHost host(dashflow_plugin_entry_1);
  EXPECT_EQ(CodeOf(*host.store(), R"({"url":"memory:somewhere"})"), "store_address");
  EXPECT_EQ(CodeOf(*host.store(), R"({"url":"memory"})", DF_STORE_READ_ONLY), "store_not_found");
}

TEST(MemoryStore, SaysThatNothingLasts) {
  sdk::testing::FakeHost host(dashflow_plugin_entry_1);
  EXPECT_EQ(host.store()->durability, static_cast<std::uint32_t>(DF_DURABILITY_NONE));
  EXPECT_EQ(host.manifest()["stores"][0]["durability"].As<std::string>(), "none");
  EXPECT_EQ(host.manifest()["stores"][0]["config"]["type"].As<std::string>(), "object");
}

TEST(MemoryStore, AnswersBeforeCommitReturns) {
  sdk::testing::FakeHost host(dashflow_plugin_entry_1);
  Client store(*host.store(), R"({"url":"memory"})");
  Batch batch;
  df_store_batch* raw = batch.Append(1, 1, "x").raw();
  bool done = false;
  store.table().commit(
      store.raw(), &raw, 1, [](void* flag) { *static_cast<bool*>(flag) = true; }, &done);
  EXPECT_TRUE(done);
}

TEST(MemoryStore, DescribesItselfListsItsBlobsAndDoesNothingElseForItself) {
  sdk::testing::FakeHost host(dashflow_plugin_entry_1);
  ASSERT_NE(host.store_care(), nullptr);
  EXPECT_NE(host.store_care()->describe, nullptr);
  EXPECT_NE(host.store_care()->blobs, nullptr);
  EXPECT_EQ(host.store_care()->backup, nullptr);
}

}  // namespace
}  // namespace dashflow::memory
