// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/packed_rows.h"

#include <gtest/gtest.h>

#include <string>

namespace dashflow::memory {
namespace {

std::string Filled(std::size_t size) {
  return std::string(size, static_cast<char>('a' + size % 26));
}

PackedRows Rows(std::size_t from, std::size_t to) {
  PackedRows rows;
  for (std::size_t size = from; size < to; ++size) rows.Add(Filled(size));
  return rows;
}

TEST(PackedRows, RowsOfEverySizeKeepTheirBytes) {
  const PackedRows rows = Rows(0, 3000);
  ASSERT_EQ(rows.size(), 3000U);
  for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows.At(i).view(), Filled(i));
}

TEST(PackedRows, ALargeRowBetweenSmallOnes) {
  PackedRows rows;
  for (const std::size_t size : {3, 1 << 20, 4, 100000, 5}) rows.Add(Filled(size));
  EXPECT_EQ(rows.At(1).view(), Filled(1 << 20));
  EXPECT_EQ(rows.At(2).view(), Filled(4));
  EXPECT_EQ(rows.At(4).view(), Filled(5));
}

TEST(PackedRows, DropsFromBothEnds) {
  PackedRows rows = Rows(0, 500);
  rows.DropFront(200);
  rows.DropBack(100);
  ASSERT_EQ(rows.size(), 200U);
  EXPECT_EQ(rows.At(0).view(), Filled(200));
  EXPECT_EQ(rows.At(199).view(), Filled(399));
  rows.DropFront(200);
  rows.Add("again");
  EXPECT_EQ(rows.At(0).view(), "again");
}

TEST(PackedRows, RowsOutliveTheRest) {
  Buffer kept("");
  {
    PackedRows rows = Rows(0, 100);
    kept = rows.At(42);
    rows.DropFront(100);
  }
  EXPECT_EQ(kept.view(), Filled(42));
}

}  // namespace
}  // namespace dashflow::memory
