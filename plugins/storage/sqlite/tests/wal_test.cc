// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/tests/sqlite_fixture.h"

namespace dashflow::sqlite {
namespace {

using WalTest = SqliteTest;

TEST_F(WalTest, TheLogStaysSmall) {
  const auto store = Open(R"("checkpoint_pages":20)");
  for (std::uint64_t seq = 1; seq <= 500; ++seq) {
    ASSERT_EQ(store->Commit(Batch().Append(1, seq, std::string(2000, 'x'))), DF_STORE_OK);
    if (seq % 10 == 0) {
      ASSERT_EQ(store->Read(1, seq, seq).entries.size(), 1U);
    }
  }
  EXPECT_LT(std::filesystem::file_size(path().string() + "-wal"), 40U * 8300U);
  EXPECT_GT(std::filesystem::file_size(path()), 900'000U);
}

TEST_F(WalTest, SmallEntriesCostLittleRoom) {
  constexpr std::uint64_t kCount = 2000;
  constexpr std::uint64_t kSize = 1100;
  {
    const auto store = Open();
    Batch batch;
    for (std::uint64_t seq = 1; seq <= kCount; ++seq) batch.Append(1, seq, std::string(kSize, 'x'));
    ASSERT_EQ(store->Commit(batch), DF_STORE_OK);
  }
  EXPECT_LT(std::filesystem::file_size(path()), kCount * kSize * 115 / 100);
}

}  // namespace
}  // namespace dashflow::sqlite
