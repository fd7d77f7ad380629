// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/wire.h"

#include <algorithm>
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
  char* const at = Room(kFlatSizeBytes + kMaxSmallFlat);
  const auto size = static_cast<std::uint32_t>(WriteSmallFlat(value, at + kFlatSizeBytes));
  if (size == 0) return PutLarge(value);
  std::memcpy(at, &size, kFlatSizeBytes);
  end_ += kFlatSizeBytes + size;
}

void Writer::PutLarge(const Value& value) {
  Flush();
  const std::size_t at = out_.size();
  out_.append(kFlatSizeBytes, '\0');
  AppendFolded(out_, value);
  const std::uint64_t size = out_.size() - at - kFlatSizeBytes;
  const auto prefix = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, kLongFlat));
  std::memcpy(out_.data() + at, &prefix, kFlatSizeBytes);
  out_.insert(at + kFlatSizeBytes, LongFlatSize(size));
}

std::string LongFlatSize(std::uint64_t size) {
  std::string bytes;
  if (size >= kLongFlat) Writer(bytes).Word(size);
  return bytes;
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

std::size_t Reader::FlatSize() {
  const auto head = Take(kFlatSizeBytes);
  std::uint32_t size = 0;
  if (!head.empty()) std::memcpy(&size, head.data(), sizeof size);
  return size == kLongFlat ? Word() : size;
}

Value Reader::Get() {
  const auto flat = Take(FlatSize());
  if (failed_) return {};
  auto value = ParseFlat(flat, kOwnFlat);
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
