// SPDX-License-Identifier: Apache-2.0
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <dashflow/testing/store/child.hpp>

#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

class FullTest : public SqliteTest {
 protected:
  // Appends until there is no room; gives the last seq that was taken.
  static std::uint64_t Fill(Client& store) {
    std::uint64_t seq = 0;
    Batch batch;
    do {
      ++seq;
      batch = Batch();
      batch.Append(1, seq, std::string(20'000, 'x')).Put("head", "1", std::to_string(seq));
    } while (store.Commit(batch) == DF_STORE_OK && seq < 1000);
    EXPECT_EQ(batch.result(), DF_STORE_FULL);
    return seq - 1;
  }
  static void ExpectWhole(Client& store, std::uint64_t last) {
    const Answer entries = store.Read(1);
    EXPECT_EQ(entries.status, DF_STORE_OK) << entries.reason;
    EXPECT_EQ(entries.entries.size(), last);
    EXPECT_EQ(store.Get("head", "1").entries.at(0).bytes, std::to_string(last));
  }
};

TEST_F(FullTest, AtTheSizeLimitNothingIsDoneAndRoomHelps) {
  const auto store = Open(R"("max_mib":1)");
  const std::uint64_t last = Fill(*store);
  ExpectWhole(*store, last);
  std::vector<Batch> batches(1);
  batches[0].Append(1, last + 1, std::string(20'000, 'x'));
  EXPECT_NE(store->CommitAll(batches).find("full"), std::string::npos);
  ASSERT_EQ(store->Commit(Batch().Trim(1, 10)), DF_STORE_OK);
  EXPECT_EQ(store->Commit(Batch().Append(1, last + 1, "x")), DF_STORE_OK);
}

TEST_F(FullTest, AFullFileSystemIsTheSame) {
  if (::mount("tmpfs", folder().c_str(), "tmpfs", 0, "size=2m") != 0) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "the test needs to mount a small file system";
    GTEST_SKIP() << "may not mount a small file system";
  }
  {
    const auto store = Open();
    const std::uint64_t last = Fill(*store);
    ExpectWhole(*store, last);
    EXPECT_EQ(store->Commit(Batch().Append(1, last + 1, std::string(500'000, 'x'))), DF_STORE_FULL);
    ASSERT_EQ(::mount("tmpfs", folder().c_str(), "tmpfs", MS_REMOUNT, "size=20m"), 0);
    EXPECT_EQ(store->Commit(Batch().Append(1, last + 1, "x")), DF_STORE_OK);
    EXPECT_EQ(store->Read(1).entries.size(), last + 1);
  }
  EXPECT_EQ(Open()->Read(1).status, DF_STORE_OK);
  EXPECT_EQ(::umount(folder().c_str()), 0);
}

TEST_F(FullTest, AFileThatMayNotGrowIsTheSame) {
  sdk::testing::store::Child child([&](int) {
    ::signal(SIGXFSZ, SIG_IGN);
    const auto store = Open();
    const rlimit limit{2 << 20, 2 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const std::uint64_t last = Fill(*store);
    ExpectWhole(*store, last);
    if (HasFailure()) ::_exit(1);
  });
  EXPECT_EQ(child.Wait(), 0);
  EXPECT_EQ(Open()->Read(1).status, DF_STORE_OK);
}

TEST_F(FullTest, WithoutRoomNoStoreIsMade) {
  sdk::testing::store::Child child([&](int) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{10'000, 10'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (WhyNot(path().string()).code != "store_full") ::_exit(1);
  });
  EXPECT_EQ(child.Wait(), 0);
  EXPECT_TRUE(FilesInFolder().empty());
}

}  // namespace
}  // namespace dashflow::sqlite
