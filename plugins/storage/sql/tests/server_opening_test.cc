// SPDX-License-Identifier: Apache-2.0
#include <thread>
#include <vector>

#include "plugins/storage/sql/tests/server_fixture.h"

namespace dashflow::sql {
namespace {

using ServerOpeningTest = ServerTest;

TEST_F(ServerOpeningTest, MakesNothingUnlessItIsToldTo) {
  const std::string url = AddressFor(account());
  EXPECT_EQ(WhyNot(url).code, "store_not_found");
  EXPECT_EQ(WhyNot(url, DF_STORE_READ_ONLY).code, "store_not_found");
  EXPECT_EQ(WhyNot(url + "&migrate=create", DF_STORE_READ_ONLY).code, "store_not_found");
  EXPECT_EQ(Open()->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
  EXPECT_EQ(Open("")->Read(1).Seqs(), "1");
}

TEST_F(ServerOpeningTest, ManyMayMakeItAtOnce) {
  std::atomic<int> opened = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&] {
        const auto store = Open();
        opened += store->Get("s", "k").status == DF_STORE_NOT_FOUND ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(opened, 6);
}

TEST_F(ServerOpeningTest, AWrongPasswordIsUnauthorized) {
  Account wrong = account();
  wrong.password = "canary";
  EXPECT_EQ(WhyNot(AddressFor(wrong)).code, "unauthorized");
}

TEST_F(ServerOpeningTest, AServerThatIsNotThereIsUnavailable) {
  Account elsewhere = account();
  elsewhere.port = "1";
  const OpenError error = WhyNot(AddressFor(elsewhere));
  EXPECT_EQ(error.code, "store_unavailable");
  EXPECT_NE(error.message.find(":1/"), std::string::npos) << error.message;
}

TEST_F(ServerOpeningTest, RefusesAddressesThatNameNoDatabase) {
  const std::string start = kServer.scheme + "://user:canary@";
  for (const char* rest : {"", "host", "host/", "host:canary/db", "host:%zz/db", "[::1/db",
                           "host/db%", "host/d%00b"}) {
    EXPECT_EQ(WhyNot(start + rest).code, "store_address") << rest;
  }
  EXPECT_EQ(WhyNot(kServer.scheme + ":canary").code, "store_address");
}

TEST_F(ServerOpeningTest, RefusesSettingsThatItDoesNotHave) {
  const std::string url = AddressFor(account());
  for (const char* setting :
       {"&reader=1", "&readers=0", "&readers=65", "&readers=many", "&migrate=perhaps", "&tls=maybe",
        "&connect_timeout_s=", "&statement_timeout_ms=1"}) {
    EXPECT_EQ(WhyNot(url + setting).code, "store_setting") << setting;
  }
}

TEST_F(ServerOpeningTest, SettingsComeFromTheConfigurationToo) {
  Account bare = account();
  bare.password = "";
  const std::string config = R"({"url":")" + AddressFor(bare) + R"(","migrate":"create",)" +
                             R"("readers":1,"password":")" + account().password + "\"}";
  EXPECT_EQ(OpenWith(config)->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
}

TEST_F(ServerOpeningTest, APasswordMayHaveAnyCharacters) {
  const std::string password = "it's a \\ \"q\" %41 @/:?&=#{} \xc3\xa4";
  Open();
  OtherUser user(kServer.connect(account()), account(), place(), password);
  user.GrantRun();
  EXPECT_EQ(OpenAs(user.account())->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
}

TEST_F(ServerOpeningTest, AUserWhoMayOnlyRunRunsButMakesNothing) {
  OtherUser user(kServer.connect(account()), account(), place(), "secret");
  EXPECT_EQ(WhyNot(AddressFor(user.account(), "&migrate=create")).code, "unauthorized");
  Open();
  user.GrantRun();
  const auto store = OpenAs(user.account(), "&migrate=create");
  Batch batch;
  batch.Append(1, 1, "a").Put("s", "k", "v", {"t"}).PutBlob("h", "b");
  EXPECT_EQ(store->Commit(batch), DF_STORE_OK);
  EXPECT_EQ(store->Commit(Batch().Erase("s", "k").Trim(1, 2)), DF_STORE_OK);
}

TEST_F(ServerOpeningTest, ALayoutSaysWhoMayUseIt) {
  Open();
  const auto set = [&](const char* versions) {
    Sql(std::string("UPDATE df_layout SET ") + versions);
  };
  set("version = 9, min_reader = 1, min_writer = 1");
  EXPECT_EQ(Open()->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
  set("min_writer = 9");
  EXPECT_EQ(WhyNot(AddressFor(account(), "&migrate=upgrade")).code, "store_newer");
  EXPECT_EQ(Open("", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
  set("min_reader = 9");
  EXPECT_EQ(WhyNot(AddressFor(account()), DF_STORE_READ_ONLY).code, "store_newer");
}

TEST_F(ServerOpeningTest, TablesThatAreNotCompleteAreMadeSo) {
  Open();
  Sql("DELETE FROM df_layout");
  EXPECT_EQ(WhyNot(AddressFor(account())).code, "store_not_found");
}

TEST_F(ServerOpeningTest, SpeaksTls) {
  const std::string authority = account().folder + "/cert.pem";
  const auto store = Open("&migrate=create&tls=verify-ca&tls_ca=" + authority);
  EXPECT_EQ(store->Commit(Batch().Append(1, 1, "a")), DF_STORE_OK);
  EXPECT_EQ(store->Read(1).Seqs(), "1");
}

TEST_F(ServerOpeningTest, RefusesACertificateOfAnotherAuthority) {
  Open();
  const std::string another = account().folder + "/another.pem";
  const OpenError error = WhyNot(AddressFor(account(), "&tls=verify-ca&tls_ca=" + another));
  EXPECT_EQ(error.code, "store_unavailable");
  EXPECT_NE(error.cause.find("certificate"), std::string::npos) << error.cause;
}

TEST_F(ServerOpeningTest, ADamagedEntryIsNamed) {
  const auto store = Open();
  ASSERT_EQ(store->Commit(Batch().Append(7, 1, "a").Append(7, 2, "b").Put("s", "k", "v")),
            DF_STORE_OK);
  Sql("UPDATE df_log SET checksum = 1 WHERE seq = 2");
  Sql("UPDATE df_record SET checksum = 1");
  const auto read = store->Read(7);
  EXPECT_EQ(read.status, DF_STORE_DAMAGED);
  EXPECT_EQ(read.Seqs(), "1");
  EXPECT_NE(read.reason.find("entry 2 of stream 7"), std::string::npos) << read.reason;
  EXPECT_EQ(store->Get("s", "k").status, DF_STORE_DAMAGED);
}

}  // namespace
}  // namespace dashflow::sql
