// SPDX-License-Identifier: Apache-2.0
#include "host/value/codec/flat_reader.h"

#include "host/value/utf8.h"

namespace dashflow::flat {

void Reader::Fail(std::string_view reason, std::size_t at) {
  if (failed()) return;
  reason_ = reason;
  failed_at_ = at;
  offset_ = end_;
}

std::string_view Reader::Take(std::uint64_t size) {
  if (size > left()) {
    Fail("bytes are missing", end_);
    return {};
  }
  const std::string_view taken = bytes_.substr(offset_, size);
  offset_ += size;
  return taken;
}

std::uint64_t Reader::Fixed(unsigned width) {
  std::uint64_t number = 0;
  unsigned shift = 0;
  for (const char byte : Take(width)) {
    number |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
    shift += 8;
  }
  return number;
}

std::uint64_t Reader::LongVarint() {
  const std::size_t begin = offset_;
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 70; shift += 7) {
    const std::uint64_t byte = Fixed(1);
    if (failed()) return 0;
    if (shift == 63 && byte > 1) break;
    number |= (byte & 0x7f) << shift;
    if (byte >= 0x80) continue;
    if (byte == 0 && shift > 0) break;
    return number;
  }
  Fail("a number is not in its shortest form", begin);
  return 0;
}

std::string_view Reader::Text() {
  const std::size_t at = offset_;
  const std::string_view text = Take(Varint());
  if (text.size() > UINT32_MAX) Fail("a text of 4 GiB or more", at);
  return text;
}

std::string_view Reader::Utf8() {
  const std::string_view text = Text();
  const std::size_t valid = ValidUtf8Prefix(text);
  if (valid < text.size()) Fail("invalid UTF-8", offset_ - text.size() + valid);
  return failed() ? std::string_view() : text;
}

std::size_t Reader::Enter(std::uint64_t size) {
  const std::size_t outer_end = end_;
  if (size > left()) {
    Fail("a container is longer than what holds it", offset_);
  } else {
    end_ = offset_ + size;
  }
  return outer_end;
}

void Reader::Leave(std::size_t outer_end) {
  if (offset_ < end_) Fail("a container is longer than its elements", offset_);
  end_ = outer_end;
  if (failed()) offset_ = end_;
}

}  // namespace dashflow::flat
