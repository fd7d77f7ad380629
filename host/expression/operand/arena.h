// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

#include "host/value/value.h"

namespace dashflow::expression {

// Memory that lives as long as one evaluation (or one program, for its constants). Small
// evaluations never allocate. [serial]
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    if (kept_ != nullptr || blocks_ != nullptr) Free();
  }

  // Uninitialised room for `count` of T.
  template <class T>
  T* Array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T*>(Allocate(count * sizeof(T)));
  }

  template <class T>
  T* Make(T value) {
    return new (Array<T>(1)) T(std::move(value));
  }

  std::string_view Text(std::string_view text);
  // Holds the value until the arena ends.
  const Value* Keep(Value value);

 private:
  struct Kept {
    Value value;
    Kept* next;
  };
  struct Block {
    Block* next;
  };
  static constexpr std::size_t kFirstBytes = 512;
  static constexpr std::size_t kAlignment = 16;

  void* Allocate(std::size_t bytes) {
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (bytes > left_) Grow(bytes);
    std::byte* room = at_;
    at_ += bytes;
    left_ -= bytes;
    return room;
  }
  void Grow(std::size_t bytes);
  void Free();

  alignas(kAlignment) std::byte first_[kFirstBytes];
  std::byte* at_ = first_;
  std::size_t left_ = kFirstBytes;
  std::size_t next_bytes_ = 4 * kFirstBytes;
  Block* blocks_ = nullptr;
  Kept* kept_ = nullptr;
};

}  // namespace dashflow::expression
