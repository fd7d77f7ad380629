// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/packing.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace dashflow::memory {
namespace {

std::string Filled(std::size_t size) {
  return std::string(size, static_cast<char>('a' + size % 26));
}

TEST(Packing, BuffersOfEverySizeKeepTheirBytes) {
  Packing packing;
  std::vector<Buffer> buffers;
  for (std::size_t size = 0; size < 600; ++size) buffers.push_back(packing.Pack(Filled(size)));
  for (std::size_t size = 0; size < 600; ++size) EXPECT_EQ(buffers[size].view(), Filled(size));
}

TEST(Packing, BuffersOutliveIt) {
  Buffer kept("");
  {
    Packing packing;
    packing.Pack("before");
    kept = packing.Pack("kept");
  }
  EXPECT_EQ(kept.view(), "kept");
}

}  // namespace
}  // namespace dashflow::memory
