// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <dashflow/testing/fake_host.hpp>
#include <filesystem>

namespace sdk = dashflow::sdk;
using sdk::testing::FakeHost;

namespace {

TEST(Loading, OneFileServesManyHostsOneAfterTheOther) {
  for (int i = 0; i < 3; ++i) {
    FakeHost host(std::filesystem::path(DASHFLOW_PLUGIN_FILE));
    host.clock().Advance(std::chrono::hours(i));
    const auto run = host.Create("probe.act").Call().In("what", "suspend").Run();
    EXPECT_EQ(*run.suspended_until_ns, host.clock().unix_ns() + 3'600'000'000'000);
  }
}

TEST(Loading, RefusesAFileThatIsNoPlugin) {
  EXPECT_THROW(FakeHost(std::filesystem::path("/etc/passwd")), std::runtime_error);
  EXPECT_THROW(FakeHost(std::filesystem::path("/nowhere.so")), std::runtime_error);
}

}  // namespace
