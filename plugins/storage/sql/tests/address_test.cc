// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/opening/address.h"

#include <gtest/gtest.h>

#include <dashflow/store_types.hpp>

namespace dashflow::sql {
namespace {

TEST(Address, HasAllItsParts) {
  const Address address = Address::Parse("db", "db://me:secret@host:5432/name?a=1&b=x%20y");
  EXPECT_EQ(address.user, "me");
  EXPECT_EQ(address.password, "secret");
  EXPECT_EQ(address.host, "host");
  EXPECT_EQ(address.port, "5432");
  EXPECT_EQ(address.database, "name");
  EXPECT_EQ(address.settings.at("a"), "1");
  EXPECT_EQ(address.settings.at("b"), "x y");
}

TEST(Address, NeedsNothingButTheDatabase) {
  const Address address = Address::Parse("db", "db:///name");
  EXPECT_EQ(address.user + address.password + address.host + address.port, "");
  EXPECT_EQ(address.database, "name");
}

TEST(Address, TakesOddHosts) {
  EXPECT_EQ(Address::Parse("db", "db://[::1]:5/n").host, "::1");
  EXPECT_EQ(Address::Parse("db", "db://[::1]:5/n").port, "5");
  EXPECT_EQ(Address::Parse("db", "db://[::1]/n").port, "");
  EXPECT_EQ(Address::Parse("db", "db://me@%2Frun%2Fdb/n").host, "/run/db");
}

TEST(Address, DecodesEveryPart) {
  const Address address = Address::Parse("db", "db://a%40b:%3a%2F%25@h/%6eame/x?%61=%3d%26");
  EXPECT_EQ(address.user, "a@b");
  EXPECT_EQ(address.password, ":/%");
  EXPECT_EQ(address.database, "name/x");
  EXPECT_EQ(address.settings.at("a"), "=&");
}

TEST(Address, SaysWhatIsWrongAndNeverThePassword) {
  for (const char* url : {"db:/x", "db://canary@h", "db://a:canary@h:x/n", "db://a:canary@h/%0g",
                          "db://a:canary@h/", "db://a:canary@[h/n", "other://a:canary@h/n"}) {
    try {
      Address::Parse("db", url);
      ADD_FAILURE() << url;
    } catch (const sdk::StoreError& error) {
      EXPECT_EQ(error.code(), "store_address");
      EXPECT_NE(error.cause(), "");
      const std::string all = error.message() + error.cause() + error.fix();
      EXPECT_EQ(all.find("canary"), std::string::npos) << all;
    }
  }
}

}  // namespace
}  // namespace dashflow::sql
