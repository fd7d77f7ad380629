// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "plugins/storage/redis/tests/redis_fixture.h"

namespace dashflow::redis {
namespace {

using ServerTest = RedisTest;

TEST_F(ServerTest, PrefixesAndDatabasesAreStoresOfTheirOwn) {
  const auto one = Open();
  const auto other = Open(R"("prefix":"other")");
  const auto third = OpenAt(Url() + "/5");
  ASSERT_EQ(one->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  EXPECT_EQ(other->Read(1).Seqs(), "");
  EXPECT_EQ(third->Read(1).Seqs(), "");
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(ServerTest, ASocketLeadsToTheSameStore) {
  Open()->Commit(Batch().Append(1, 1, "x"));
  EXPECT_EQ(OpenAt("redis:" + Fact("SOCKET"))->Read(1).Seqs(), "1");
}

TEST_F(ServerTest, SaysThatItMayLoseTheLastCommits) {
  EXPECT_EQ(host().store()->durability, static_cast<std::uint32_t>(DF_DURABILITY_BEST_EFFORT));
  EXPECT_EQ(host().manifest()["stores"][0]["durability"].As<std::string>(), "best_effort");
}

TEST_F(ServerTest, WarnsOfSettingsThatLoseData) {
  Open();
  EXPECT_FALSE(WasTold("appendonly") || WasTold("evict"));
  Tell({"CONFIG", "SET", "appendonly", "no", "maxmemory-policy", "allkeys-lru"});
  Open();
  Tell({"CONFIG", "SET", "appendonly", "yes", "maxmemory-policy", "noeviction"});
  EXPECT_TRUE(WasTold("appendonly no"));
  EXPECT_TRUE(WasTold("evict"));
}

TEST_F(ServerTest, ReadingMakesNothing) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(WhyNot(Url(), "", DF_STORE_READ_ONLY).code, "store_not_found");
  }
}

TEST_F(ServerTest, RefusesANewerLayout) {
  Tell({"HSET", "{dashflow}:meta", "layout", "99", "id", "x"});
  const OpenError error = WhyNot(Url());
  EXPECT_EQ(error.code, "store_newer");
  EXPECT_NE(error.cause.find("99"), std::string::npos) << error.cause;
}

TEST_F(ServerTest, TakesThePasswordFromTheEnvironment) {
  Tell({"ACL", "SETUSER", "worker", "on", ">s3cret", "~*", "&*", "+@all"});
  ::setenv("DASHFLOW_TEST_PASSWORD", "s3cret", 1);
  const std::string user = R"("user":"worker","password_env":"DASHFLOW_TEST_PASSWORD")";
  EXPECT_EQ(Open(user)->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
  ::setenv("DASHFLOW_TEST_PASSWORD", "wrong", 1);
  const OpenError wrong = WhyNot(Url(), user);
  EXPECT_EQ(wrong.code, "unauthorized");
  EXPECT_EQ((wrong.message + wrong.cause + wrong.fix).find("wrong\""), std::string::npos);
  ::unsetenv("DASHFLOW_TEST_PASSWORD");
  EXPECT_NE(WhyNot(Url(), user).cause.find("DASHFLOW_TEST_PASSWORD"), std::string::npos);
  Tell({"ACL", "DELUSER", "worker"});
}

TEST_F(ServerTest, AUserWithoutRightsIsToldSo) {
  Tell({"ACL", "SETUSER", "reader", "on", "nopass", "~*", "+@read"});
  EXPECT_EQ(WhyNot(Url(), R"("user":"reader")").code, "unauthorized");
  Tell({"ACL", "DELUSER", "reader"});
}

}  // namespace
}  // namespace dashflow::redis
