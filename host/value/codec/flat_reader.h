// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dashflow::flat {

// Reads the tokens of the flat form from untrusted bytes. The first failure is kept; after it every
// read gives zero or nothing, so that callers may check once for several reads.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes), end_(bytes.size()) {}

  bool failed() const { return !reason_.empty(); }
  std::string_view reason() const { return reason_; }
  std::size_t failed_at() const { return failed_at_; }
  std::size_t offset() const { return offset_; }
  std::size_t left() const { return end_ - offset_; }

  // Keeps the first; `at` is the offset of what is wrong.
  void Fail(std::string_view reason, std::size_t at);

  std::string_view Take(std::uint64_t size);
  std::uint64_t Fixed(unsigned width);
  std::uint64_t Varint() {
    const bool short_form = offset_ < end_ && static_cast<unsigned char>(bytes_[offset_]) < 0x80;
    return short_form ? static_cast<unsigned char>(bytes_[offset_++]) : LongVarint();
  }
  std::string_view Text();
  // A string: text that must be UTF-8.
  std::string_view Utf8();

  // Narrows the reader to the `size` bytes that follow; gives the end to be handed to Leave. More
  // than there are is a failure.
  std::size_t Enter(std::uint64_t size);
  // Everything inside must have been read.
  void Leave(std::size_t outer_end);

 private:
  std::uint64_t LongVarint();
  std::string_view bytes_;
  std::size_t offset_ = 0;
  std::size_t end_;
  std::string_view reason_;
  std::size_t failed_at_ = 0;
};

}  // namespace dashflow::flat
