// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <filesystem>

namespace sdk = dashflow::sdk;
using sdk::testing::FakeHost;
using sdk::testing::FakeRun;

namespace {

TEST(WordCount, CountsWhatBlanksPart) {
  FakeHost host(dashflow_plugin_entry_1);
  const auto node = host.Create("wordcount.count");
  EXPECT_EQ(node.Call().In("text", " one two\tthree\n").Run().Out("words"), 3);
  EXPECT_EQ(node.Call().In("text", "").Run().Out("words"), 0);
}

TEST(WordCount, RefusesWhatIsNoText) {
  FakeHost host(dashflow_plugin_entry_1);
  const FakeRun run = host.Create("wordcount.count").Call().In("text", true).Run();
  EXPECT_EQ(run.status, DF_INVALID_INPUT);
  ASSERT_TRUE(run.failure);
  EXPECT_EQ(run.failure->code, "wrong_type");
}

TEST(WordCount, WorksAsASharedObjectToo) {
  FakeHost host(std::filesystem::path(DASHFLOW_PLUGIN_FILE));
  EXPECT_EQ(host.Create("wordcount.count").Call().In("text", "a b").Run().Out("words"), 2);
}

}  // namespace
