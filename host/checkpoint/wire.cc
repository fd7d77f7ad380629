// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/wire.h"

#include <cstring>

#include "host/value/flat.h"

namespace dashflow::checkpoint {

void Writer::Flush() {
  out_.append(gathered_, end_);
  end_ = gathered_;
}

void Writer::Raw(std::string_view bytes) {
  if (bytes.size() > sizeof gathered_) {
    Flush();
    out_.append(bytes);
    return;
  }
  std::memcpy(Room(bytes.size()), bytes.data(), bytes.size());
  end_ += bytes.size();
}

void Writer::Put(const Value& value) {
  char* const at = Room(kSizeBytes + kMaxSmallFlat);
  const auto size = static_cast<std::uint32_t>(WriteSmallFlat(value, at + kSizeBytes));
  if (size == 0) return PutLarge(value);
  std::memcpy(at, &size, kSizeBytes);
  end_ += kSizeBytes + size;
}

void Writer::PutLarge(const Value& value) {
  Flush();
  const std::size_t at = out_.size();
  out_.append(kSizeBytes, '\0');
  AppendFolded(out_, value);
  const auto size = static_cast<std::uint32_t>(out_.size() - at - kSizeBytes);
  std::memcpy(out_.data() + at, &size, kSizeBytes);
}

std::string_view Reader::Take(std::size_t size) {
  if (failed_ || size > bytes_.size() - at_) {
    failed_ = true;
    return {};
  }
  at_ += size;
  return bytes_.substr(at_ - size, size);
}

std::uint8_t Reader::Byte() {
  const auto byte = Take(1);
  return byte.empty() ? 0 : static_cast<std::uint8_t>(byte[0]);
}

std::uint64_t Reader::Varint() {
  std::uint64_t number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t byte = Byte();
    number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return failed_ ? 0 : number;
  }
  failed_ = true;
  return 0;
}

std::int64_t Reader::Signed() {
  const std::uint64_t bits = Varint();
  return static_cast<std::int64_t>(bits >> 1) ^ -static_cast<std::int64_t>(bits & 1);
}

std::uint64_t Reader::Word() {
  const auto bytes = Take(sizeof(std::uint64_t));
  std::uint64_t number = 0;
  if (!bytes.empty()) std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

std::string_view Reader::Text() { return Take(Varint()); }

Value Reader::Get() {
  const auto head = Take(sizeof(std::uint32_t));
  std::uint32_t size = 0;
  if (!head.empty()) std::memcpy(&size, head.data(), sizeof size);
  const auto flat = Take(size);
  if (failed_) return {};
  auto value = ParseFlat(flat);
  if (value.has_error()) {
    failed_ = true;
    return {};
  }
  return std::move(value).value();
}

std::size_t Reader::Count() {
  const std::uint64_t count = Varint();
  if (count > bytes_.size() - at_) failed_ = true;
  return failed_ ? 0 : static_cast<std::size_t>(count);
}

}  // namespace dashflow::checkpoint
