// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "plugins/storage/postgresql/server_database.h"
#include "plugins/storage/postgresql/server_statement.h"
#include "plugins/storage/postgresql/wire/binary.h"
#include "plugins/storage/postgresql/wire/connect_uri.h"
#include "plugins/storage/postgresql/wire/sql_state.h"

namespace dashflow::postgresql {
namespace {

TEST(Wire, IntegersAreBigEndianAndSigned) {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-2}, INT64_MAX, INT64_MIN}) {
    std::string bytes;
    PutInt(bytes, static_cast<std::uint64_t>(value), 8);
    EXPECT_EQ(TakeInt(bytes), value);
  }
  EXPECT_EQ(TakeInt(std::string_view("\xff\xff\xff\xfe", 4)), -2);
  EXPECT_EQ(TakeInt(std::string_view("\x00\x01\x00\x00", 4)), 65536);
  EXPECT_EQ(TakeInt(""), 0);
}

TEST(Wire, PlaceholdersAreNumbered) {
  EXPECT_EQ(WithNumberedPlaceholders("a = ? AND b = ?"), "a = $1 AND b = $2");
}

TEST(Wire, ValuesAreEscapedAndNamesQuoted) {
  ConnectUri uri;
  uri.Add("user", "me");
  uri.Add("password", "a'b &%\xc3");
  EXPECT_EQ(uri.text(), "postgresql:///?user=me&password=a%27b%20%26%25%C3");
  EXPECT_EQ(QuoteName(R"(a"b)"), R"("a""b")");
}

TEST(Wire, KnowsWhatFailuresMean) {
  using sql::Trouble;
  EXPECT_EQ(OfSqlState("57P01"), Trouble::kLost);
  EXPECT_EQ(OfSqlState("08006"), Trouble::kLost);
  EXPECT_EQ(OfSqlState("57014"), Trouble::kOther);
  EXPECT_EQ(OfSqlState("40P01"), Trouble::kAgain);
  EXPECT_EQ(OfSqlState("53100"), Trouble::kFull);
  EXPECT_EQ(OfSqlState(""), Trouble::kOther);
  EXPECT_EQ(OfConnectMessage("connection refused"), Trouble::kNoServer);
  EXPECT_EQ(OfConnectMessage("FATAL:  database \"x\" does not exist"), Trouble::kMissing);
  EXPECT_EQ(OfConnectMessage("FATAL:  the database system is starting up"), Trouble::kNoServer);
}

}  // namespace
}  // namespace dashflow::postgresql
