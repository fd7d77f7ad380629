// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::checkpoint {

static_assert(std::endian::native == std::endian::little, "words are copied as they are");

// The length in front of a flat form: 4 bytes; from kLongFlat on these and 8 more.
inline constexpr std::size_t kFlatSizeBytes = sizeof(std::uint32_t);
inline constexpr std::uint32_t kLongFlat = 0xffff'ffff;

// The 8 bytes more; empty where there are none.
std::string LongFlatSize(std::uint64_t size);

// Appends the primitives of the entry format: LEB128 varints, zigzag, little-endian words,
// length-prefixed bytes. What it was given is in `out` once it is gone: small things are gathered,
// since an entry is made of few bytes at a time.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { Flush(); }

  void Byte(std::uint8_t byte) { *Room(1)++ = static_cast<char>(byte); }
  void Varint(std::uint64_t number) {
    char* at = Room(kLongestVarint);
    for (; number >= 0x80; number >>= 7) *at++ = static_cast<char>(number | 0x80);
    *at++ = static_cast<char>(number);
    end_ = at;
  }
  void Signed(std::int64_t number) {
    Varint((static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
  }
  void Word(std::uint64_t number) {
    std::memcpy(Room(sizeof number), &number, sizeof number);
    end_ += sizeof number;
  }
  void Text(std::string_view text) {
    Varint(text.size());
    Raw(text);
  }
  void Raw(std::string_view bytes);
  void Put(const Value& value);  // flat form behind its length
  // Not needed before the end but by who reads `out` while this lives.
  void Flush();

 private:
  static constexpr std::size_t kLongestVarint = 10;

  // Where `bytes` more may be gathered.
  char*& Room(std::size_t bytes) {
    if (gathered_ + sizeof gathered_ - end_ < static_cast<std::ptrdiff_t>(bytes)) [[unlikely]]
      Flush();
    return end_;
  }
  void PutLarge(const Value& value);

  std::string& out_;
  char* end_ = gathered_;
  char gathered_[512];
};

// Reads them back. After the first misread everything reads as zero and `failed()` stays true.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  std::uint8_t Byte();
  std::uint64_t Varint();
  std::int64_t Signed();
  std::uint64_t Word();
  std::string_view Text();
  Value Get();
  // A count of things that take at least one byte each, so that a damaged one cannot ask for much
  // memory.
  std::size_t Count();

  bool failed() const { return failed_; }
  bool at_end() const { return at_ == bytes_.size(); }
  std::size_t offset() const { return at_; }
  void Fail() { failed_ = true; }

 private:
  std::string_view Take(std::size_t size);
  std::size_t FlatSize();

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace dashflow::checkpoint
