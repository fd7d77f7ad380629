// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::checkpoint {

// Appends the primitives of the entry format: LEB128 varints, zigzag, little-endian words,
// length-prefixed bytes.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  void Byte(std::uint8_t byte) { out_.push_back(static_cast<char>(byte)); }
  void Varint(std::uint64_t number) {
    if (number >= 0x80) return LongVarint(number);
    Byte(static_cast<std::uint8_t>(number));
  }
  void Signed(std::int64_t number);
  void Word(std::uint64_t number);
  void Text(std::string_view text);
  void Put(const Value& value);  // flat form behind a 4-byte length

 private:
  void LongVarint(std::uint64_t number);

  std::string& out_;
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

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace dashflow::checkpoint
