// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "plugins/storage/memory/buffer.h"

namespace dashflow::memory {

// Puts small buffers side by side into blocks, which an allocation each would cost more than the
// bytes do. A block goes with the last of its buffers. One thread at a time.
class Packing {
 public:
  Buffer Pack(std::string_view bytes);

 private:
  void NewBlock();

  std::shared_ptr<char[]> block_;
  std::size_t size_ = 0;
  std::size_t used_ = 0;
};

}  // namespace dashflow::memory
