// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <memory>

#include "tests/conformance/store/kit/store_test.h"

// The suite must notice a store that breaks a law: it runs itself on such stores.
namespace dashflow::conformance {
namespace {

struct Fault {
  std::string name;
  std::string caught_by;
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.name; }

class BrokenStoreTest : public ::testing::TestWithParam<Fault> {};

std::string RunSuiteOn(const std::string& fault) {
  const StoreCase store = StoresUnderTest().front();
  const std::string command = "DASHFLOW_STORE_CASE='" + store.name + "|" + store.plugin.string() +
                              "|" + store.url + "|" + fault + "' " +
                              std::filesystem::read_symlink("/proc/self/exe").string() +
                              " --gtest_filter='Store/*-*ThreadTest*' --gtest_color=no 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string output;
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe.get())) {
    output.append(part.data(), size);
  }
  return output;
}

TEST_P(BrokenStoreTest, IsNoticed) {
  const std::string output = RunSuiteOn(GetParam().name);
  EXPECT_NE(output.find("[  FAILED  ] Store/" + GetParam().caught_by), std::string::npos) << output;
}

TEST(WholeStoreTest, Passes) {
  const std::string output = RunSuiteOn("");
  EXPECT_NE(output.find("[  PASSED  ]"), std::string::npos) << output;
  EXPECT_EQ(output.find("[  FAILED  ]"), std::string::npos) << output;
}

INSTANTIATE_TEST_SUITE_P(Fault, BrokenStoreTest,
                         ::testing::Values(Fault{"overwrites", "LogTest.AnEntryIsAppendedOnce"},
                                           Fault{"half_batches",
                                                 "BatchTest.AConflictTakesEverythingBack"},
                                           Fault{"loses_commits", "LogTest.ReadsRanges"},
                                           Fault{"forward_only", "ScanTest.GoesBack"}),
                         [](const auto& suite) { return suite.param.name; });

}  // namespace
}  // namespace dashflow::conformance
