// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

// The program that strangers run.
namespace dashflow::conformance {
namespace {

struct Said {
  std::string text;
  int status = -1;
};

Said RunCheck(const std::string& arguments) {
  const std::string command = std::string(DASHFLOW_STORE_CHECK) + " " + arguments + " 2>&1";
  Said said;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> part{};
  while (const std::size_t size = std::fread(part.data(), 1, part.size(), pipe)) {
    said.text.append(part.data(), size);
  }
  said.status = WEXITSTATUS(::pclose(pipe));
  return said;
}

const std::string kMemory = DASHFLOW_MEMORY_PLUGIN R"( '{"url":"memory"}' )";

TEST(StoreCheck, PrintsALineACheckAndASum) {
  const Said said = RunCheck(kMemory + "--only record.absent --only trim.repeated");
  EXPECT_EQ(said.text,
            "ok record.absent_is_not_found\nok trim.repeated_changes_nothing\n"
            "2 passed, 0 failed\n");
  EXPECT_EQ(said.status, 0);
}

TEST(StoreCheck, SaysWhatItSkips) {
  const Said said = RunCheck(kMemory + "--only record.absent --only lasting.logs");
  EXPECT_NE(said.text.find("skip lasting.logs_outlive_a_close: its durability is `none`\n"),
            std::string::npos)
      << said.text;
  EXPECT_NE(said.text.find("1 skipped\n1 passed, 0 failed\n"), std::string::npos) << said.text;
}

TEST(StoreCheck, FailsWhenAStoreDoesNotOpen) {
  const Said said =
      RunCheck(DASHFLOW_MEMORY_PLUGIN R"( '{"url":"memory:there"}' --only record.absent)");
  EXPECT_NE(said.text.find("not ok record.absent_is_not_found: it does not open: store_address"),
            std::string::npos)
      << said.text;
  EXPECT_EQ(said.status, 1);
}

TEST(StoreCheck, AStoreThatLastsNeedsPlacesOfItsOwn) {
  const Said said = RunCheck(DASHFLOW_SQLITE_PLUGIN
                             R"( '{"url":"sqlite:/dev/shm/store-check.db"}' --only record.absent)");
  EXPECT_NE(said.text.find("must have {folder} or {fresh}"), std::string::npos) << said.text;
  EXPECT_EQ(std::remove("/dev/shm/store-check.db"), 0);
}

TEST(StoreCheck, NothingPassedIsNoPass) {
  EXPECT_EQ(RunCheck(kMemory + "--only no.such.check").status, 1);
}

TEST(StoreCheck, ListsItsChecks) {
  const Said said = RunCheck("--list");
  EXPECT_NE(said.text.find("log.begins_with_one\n"), std::string::npos);
  EXPECT_GE(std::count(said.text.begin(), said.text.end(), '\n'), 80);
}

TEST(StoreCheck, ExplainsItselfToWhoAsksWrongly) {
  for (const std::string& wrong :
       {std::string(), kMemory + "--such x", kMemory + "--seed x", kMemory + "--only"}) {
    const Said said = RunCheck(wrong);
    EXPECT_EQ(said.status, 2) << wrong;
    EXPECT_NE(said.text.find("usage: dashflow-store-check"), std::string::npos) << said.text;
  }
}

}  // namespace
}  // namespace dashflow::conformance
