// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

namespace dashflow::memory {

// Immutable bytes in one allocation. Copies share them, so a reader keeps what it was given while
// the store goes on.
class Buffer {
 public:
  explicit Buffer(std::string_view bytes)
      : bytes_(std::make_shared_for_overwrite<char[]>(bytes.size())), size_(bytes.size()) {
    if (size_ != 0) std::memcpy(bytes_.get(), bytes.data(), size_);
  }

  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::shared_ptr<char[]> bytes_;
  std::size_t size_;
};

}  // namespace dashflow::memory
