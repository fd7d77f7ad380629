// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/options.h"

#include <gtest/gtest.h>

#include <dashflow/store_types.hpp>

namespace dashflow::redis {
namespace {

TEST(Address, OfAHost) {
  const Address address = ParseAddress("redis://db.example:7000/12");
  EXPECT_EQ(address.host, "db.example");
  EXPECT_EQ(address.port, 7000);
  EXPECT_EQ(address.database, 12);
  EXPECT_EQ(address.Shown(), "db.example:7000");
}

TEST(Address, LeavesOutWhatIsUsual) {
  const Address address = ParseAddress("redis://db/");
  EXPECT_EQ(address.port, 6379);
  EXPECT_EQ(address.database, 0);
}

TEST(Address, OfASocket) {
  EXPECT_EQ(ParseAddress("redis:/run/redis.sock").socket, "/run/redis.sock");
  EXPECT_EQ(ParseAddress("redis:/run/redis.sock").Shown(), "/run/redis.sock");
}

TEST(Address, RefusesOthersAndSaysWhy) {
  for (const char* url : {"redis:", "redis://", "redis://:1", "redis://h:port", "redis://h:70000",
                          "redis://h/x", "redis:somewhere", "rediss://h", "sqlite:x"}) {
    try {
      ParseAddress(url);
      ADD_FAILURE() << url;
    } catch (const sdk::StoreError& error) {
      EXPECT_EQ(error.code(), "store_address") << url;
      EXPECT_NE(error.cause(), "") << url;
    }
  }
}

TEST(Address, HoldsNoPasswordAndRepeatsNone) {
  try {
    ParseAddress("redis://user:secret@h");
    ADD_FAILURE();
  } catch (const sdk::StoreError& error) {
    EXPECT_EQ((error.message() + error.cause() + error.fix()).find("secret"), std::string::npos);
    EXPECT_NE(error.fix().find("password_env"), std::string::npos);
  }
}

}  // namespace
}  // namespace dashflow::redis
