// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <dashflow/testing/store/child.hpp>

#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

using LockTest = SqliteTest;

TEST_F(LockTest, NamesTheProcessThatHoldsTheStore) {
  sdk::testing::store::Child holder([&](int out) {
    const auto store = Open();
    store->Commit(Batch().Append(1, 1, "x"));
    const std::uint64_t ready[] = {1, 1};
    if (::write(out, ready, sizeof(ready)) != sizeof(ready)) ::_exit(1);
    ::pause();
  });
  holder.ReadPairs(1, [](std::uint64_t, std::uint64_t) {});
  const OpenError error = WhyNot(path().string());
  EXPECT_EQ(error.code, "store_locked");
  EXPECT_NE(error.cause.find("process " + std::to_string(holder.pid())), std::string::npos)
      << error.cause;
  EXPECT_NE(error.cause.find(program_invocation_short_name), std::string::npos) << error.cause;
  EXPECT_EQ(Open("", DF_STORE_READ_ONLY)->Read(1).Seqs(), "1");
  holder.Kill();
  EXPECT_EQ(Open()->Read(1).Seqs(), "1");
}

TEST_F(LockTest, HoldsInsideTheProcessToo) {
  const auto store = Open();
  EXPECT_EQ(WhyNot(path().string()).code, "store_locked");
  EXPECT_EQ(store->Commit(Batch().Append(1, 1, "x")), DF_STORE_OK);
}

TEST_F(LockTest, OneFileHasOneLockWhateverItIsCalled) {
  const auto store = Open();
  std::filesystem::create_directory_symlink(folder(), folder() / "link");
  std::filesystem::create_symlink(path(), folder() / "other.db");
  EXPECT_EQ(WhyNot((folder() / "link" / "state.db").string()).code, "store_locked");
  EXPECT_EQ(WhyNot((folder() / "other.db").string()).code, "store_locked");
  EXPECT_EQ(WhyNot((folder() / "." / "state.db").string()).code, "store_locked");
}

TEST_F(LockTest, WhatAKilledHolderLeftIsHarmless) {
  const auto lock = path().string() + ".lock";
  for (const std::string& left : {std::string("1 init\n"), std::string(), std::string(3000, '\xff'),
                                  std::string("99999999999999999999 x")}) {
    Write(lock, left);
    EXPECT_EQ(Open()->Commit(Batch().Trim(1, DF_STORE_FORGET)), DF_STORE_OK);
    EXPECT_FALSE(std::filesystem::exists(lock));
  }
}

TEST_F(LockTest, FollowsNoLinkThatSomeoneLaid) {
  Write(folder() / "precious", "content");
  std::filesystem::create_symlink(folder() / "precious", path().string() + ".lock");
  WhyNot(path().string());
  EXPECT_EQ(ContentOf(folder() / "precious"), "content");
}

}  // namespace
}  // namespace dashflow::sqlite
