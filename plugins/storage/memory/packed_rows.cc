// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/packed_rows.h"

#include <algorithm>
#include <cstring>

namespace dashflow::memory {
namespace {

constexpr std::size_t kFirstRows = 16;  // a short run's log
constexpr std::size_t kLargestBlock = 16 * 1024;
constexpr std::size_t kLargestPacked = kLargestBlock / 8;

}  // namespace

std::uint64_t PackedRows::bytes() const {
  std::uint64_t sum = 0;
  for (const Row& row : rows_) sum += row.size;
  return sum;
}

Buffer PackedRows::At(std::size_t index) const {
  const Row& row = rows_[index];
  const Block& block = blocks_[row.block - blocks_gone_];
  return {std::shared_ptr<const char[]>(block, block.get() + row.offset), row.size};
}

void PackedRows::Add(std::string_view bytes) {
  if (rows_.size() == rows_.capacity()) rows_.reserve(std::max(kFirstRows, 2 * rows_.size()));
  if (blocks_.empty() || last_size_ - used_ < bytes.size()) NewBlock(bytes.size());
  if (!bytes.empty()) std::memcpy(blocks_.back().get() + used_, bytes.data(), bytes.size());
  rows_.push_back(
      {last_block(), static_cast<std::uint32_t>(used_), static_cast<std::uint32_t>(bytes.size())});
  used_ += bytes.size();
}

// What is free in the block before stays so: little beside what stands in the two, since a large
// row gets just its own size and blocks grow anew behind it.
void PackedRows::NewBlock(std::size_t size) {
  const bool is_large = size > kLargestPacked;
  const std::size_t taken = is_large ? size : std::max(size, next_size_);
  blocks_.push_back(std::make_shared_for_overwrite<char[]>(taken));
  next_size_ = is_large ? kFirstBlock : std::min(2 * next_size_, kLargestBlock);
  last_size_ = taken;
  used_ = 0;
}

void PackedRows::DropFront(std::size_t count) {
  rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(count));
  if (blocks_.empty()) return;
  const std::uint32_t first = rows_.empty() ? last_block() : rows_.front().block;
  blocks_.erase(blocks_.begin(), blocks_.begin() + (first - blocks_gone_));
  blocks_gone_ = first;
}

}  // namespace dashflow::memory
