// SPDX-License-Identifier: Apache-2.0
#include "host/base/shown_address.h"

#include <gtest/gtest.h>

namespace dashflow {
namespace {

TEST(ShownAddress, LeavesWhatHasNoPassword) {
  for (const char* address : {"memory", "sqlite:a/b@c:d.db", "sqlite:///a", "db://host:5/name",
                              "db://me@host:5/name?a=1", ""}) {
    EXPECT_EQ(ShownAddress(address), address);
  }
}

TEST(ShownAddress, HidesPasswords) {
  EXPECT_EQ(ShownAddress("db://me:canary@h:5/n"), "db://me:***@h:5/n");
  EXPECT_EQ(ShownAddress("db://me:can@ary/x@h/n"), "db://me:***@h/n");
  EXPECT_EQ(ShownAddress("db://:canary@h/n"), "db://:***@h/n");
  EXPECT_EQ(ShownAddress("db://h/n?a=1&password=canary"), "db://h/n?a=1&password=***");
  EXPECT_EQ(ShownAddress("db://h/n?password=canary&a=1"), "db://h/n?password=***&a=1");
  EXPECT_EQ(ShownAddress("db://u:canary@h/n?password=canary"), "db://u:***@h/n?password=***");
}

}  // namespace
}  // namespace dashflow
