// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/cli/doctor/checks.h"

namespace dashflow::cli {
namespace {

using testing::HasSubstr;

TEST(Doctor, FewOpenFilesAreAWarning) {
  EXPECT_EQ(CheckOpenFiles(1024).health, Health::kOk);
  EXPECT_EQ(CheckOpenFiles(RLIM_INFINITY).health, Health::kOk);
  EXPECT_EQ(CheckOpenFiles(1023).health, Health::kWarning);
  EXPECT_THAT(CheckOpenFiles(64).message, HasSubstr("64"));
  EXPECT_THAT(CheckOpenFiles(64).fix, HasSubstr("ulimit -n"));
}

TEST(Doctor, ALimitOfFileSizesIsAWarning) {
  EXPECT_EQ(CheckFileSize(RLIM_INFINITY).health, Health::kOk);
  EXPECT_EQ(CheckFileSize(1 << 20).health, Health::kWarning);
}

TEST(Doctor, LittleRoomIsAWarning) {
  EXPECT_EQ(CheckRoom(std::uint64_t{1} << 30, "/x").health, Health::kOk);
  EXPECT_EQ(CheckRoom(1000, "/x").health, Health::kWarning);
  EXPECT_THAT(CheckRoom(1000, "/x").message, HasSubstr("0 MiB free at /x"));
}

TEST(Doctor, AnErrorBecomesOneLineWithItsFix) {
  const Error error = Error("store_locked", "It is held.").Cause("process 1 holds it").Fix("wait");
  const Finding finding = Wrong(Health::kWarning, "store", error);
  EXPECT_EQ(finding.message, "It is held: process 1 holds it");
  EXPECT_EQ(finding.fix, "wait");
  EXPECT_EQ(Wrong(Health::kError, "x", Error("internal", "so: why").Cause("why")).message,
            "so: why");
}

}  // namespace
}  // namespace dashflow::cli
