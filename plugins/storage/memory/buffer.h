// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace dashflow::memory {

// Immutable bytes. Copies share them, so a reader keeps what it was given while the store goes on.
class Buffer {
 public:
  explicit Buffer(std::string_view bytes) : bytes_(Copy(bytes)), size_(bytes.size()) {}

  // `bytes` keeps alive what it points to, `size` bytes.
  Buffer(std::shared_ptr<const char[]> bytes, std::size_t size)
      : bytes_(std::move(bytes)), size_(size) {}

  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  static std::shared_ptr<const char[]> Copy(std::string_view bytes) {
    auto copy = std::make_shared_for_overwrite<char[]>(bytes.size());
    if (!bytes.empty()) std::memcpy(copy.get(), bytes.data(), bytes.size());
    return copy;
  }

  std::shared_ptr<const char[]> bytes_;
  std::size_t size_;
};

}  // namespace dashflow::memory
