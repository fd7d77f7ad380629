// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/wire/binary.h"

namespace dashflow::postgresql {

void PutInt(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    out += static_cast<char>((value >> shift) & 0xff);
  }
}

std::int64_t TakeInt(std::string_view bytes) {
  const bool is_negative =
      !bytes.empty() && (static_cast<unsigned char>(bytes.front()) & 0x80) != 0;
  std::uint64_t value = is_negative ? UINT64_MAX : 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(value);
}

BinaryArray::BinaryArray(Oid element_type, std::size_t count) {
  PutInt(bytes_, 1, 4);  // dimensions
  PutInt(bytes_, 0, 4);  // no NULL among them
  PutInt(bytes_, element_type, 4);
  PutInt(bytes_, count, 4);
  PutInt(bytes_, 1, 4);  // number of the first
}

void BinaryArray::Add(std::string_view element) {
  PutInt(bytes_, element.size(), 4);
  bytes_ += element;
}

void BinaryArray::Add(std::uint64_t element) {
  PutInt(bytes_, 8, 4);
  PutInt(bytes_, element, 8);
}

}  // namespace dashflow::postgresql
