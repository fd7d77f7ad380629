// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/packing.h"

#include <algorithm>
#include <cstring>

namespace dashflow::memory {
namespace {

constexpr std::size_t kFirstBlock = 512;  // a short run's log
constexpr std::size_t kLargestBlock = 16 * 1024;
constexpr std::size_t kSmall = 256;  // buffers up to this are packed

}  // namespace

Buffer Packing::Pack(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > kSmall) return Buffer(bytes);
  if (size_ - used_ < bytes.size()) NewBlock();
  char* const place = block_.get() + used_;
  std::memcpy(place, bytes.data(), bytes.size());
  used_ += bytes.size();
  return {std::shared_ptr<const char[]>(block_, place), bytes.size()};
}

void Packing::NewBlock() {
  const std::size_t size = size_ == 0 ? kFirstBlock : std::min(2 * size_, kLargestBlock);
  block_ = std::make_shared_for_overwrite<char[]>(size);
  size_ = size;
  used_ = 0;
}

}  // namespace dashflow::memory
