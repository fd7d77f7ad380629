// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "plugins/storage/memory/buffer.h"

namespace dashflow::memory {

// Byte strings in a row. Small ones lie side by side in blocks, since an allocation each would cost
// more than the bytes do; readers share a block, which goes with the last of them. One thread at a
// time.
class PackedRows {
 public:
  std::size_t size() const { return rows_.size(); }
  std::uint64_t bytes() const;  // of all rows
  Buffer At(std::size_t index) const;
  void Add(std::string_view bytes);  // all or nothing
  // REQUIRES: count <= size().
  void DropBack(std::size_t count) { rows_.resize(rows_.size() - count); }
  void DropFront(std::size_t count);

 private:
  static constexpr std::size_t kFirstBlock = 768;  // holds a short run's log
  using Block = std::shared_ptr<char[]>;
  struct Row {
    std::uint32_t block;  // number of it since the first, those that are gone included
    std::uint32_t offset;
    std::uint32_t size;
  };

  // A block of `size` or more bytes.
  void NewBlock(std::size_t size);
  std::uint32_t last_block() const {
    return blocks_gone_ + static_cast<std::uint32_t>(blocks_.size()) - 1;
  }

  std::vector<Row> rows_;
  std::vector<Block> blocks_;
  std::uint32_t blocks_gone_ = 0;
  std::size_t last_size_ = 0;  // of the last block
  std::size_t used_ = 0;       // of it
  std::size_t next_size_ = kFirstBlock;
};

}  // namespace dashflow::memory
