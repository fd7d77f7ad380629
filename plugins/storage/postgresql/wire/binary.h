// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// PostgreSQL's binary form of what a store needs: big endian integers, bytes as they are, arrays.
namespace dashflow::postgresql {

// Numbers of types that no release changes (src/include/catalog/pg_type.dat).
inline constexpr Oid kBytesType = 17;
inline constexpr Oid kInt8Type = 20;
inline constexpr Oid kBytesArrayType = 1001;
inline constexpr Oid kInt8ArrayType = 1016;

void PutInt(std::string& out, std::uint64_t value, int bytes);
// Of 1, 2, 4 or 8 bytes, signed.
std::int64_t TakeInt(std::string_view bytes);

// An array of one dimension, built up element by element.
class BinaryArray {
 public:
  explicit BinaryArray(Oid element_type, std::size_t count);
  void Add(std::string_view element);
  void Add(std::uint64_t element);
  std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace dashflow::postgresql
