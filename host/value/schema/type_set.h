// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host/value/value.h"

namespace dashflow::schema {

// The types of JSON Schema, as bits. Bytes are none of them: only a schema that names no type
// accepts them.
enum class Type : std::uint8_t {
  kNull = 1,
  kBoolean = 2,
  kInteger = 4,
  kNumber = 8,
  kString = 16,
  kArray = 32,
  kObject = 64,
};

constexpr std::uint16_t KindBit(Kind kind) {
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(kind));
}

// The types that a schema allows. A default one allows everything, bytes too.
class TypeSet {
 public:
  void Allow(Type type) { bits_ |= static_cast<std::uint8_t>(type); }
  bool allows_everything() const { return bits_ == 0; }

  // 1.0 is an integer, as the specification has it: what counts is the number, not how it is
  // stored.
  bool Allows(const Value& value) const;

  // The kinds whose every value it allows: the bits KindBit.
  std::uint16_t Kinds() const;

  // "integer", "string or null".
  std::string Text() const;

 private:
  bool Has(Type type) const { return (bits_ & static_cast<std::uint8_t>(type)) != 0; }

  std::uint8_t bits_ = 0;
};

std::optional<Type> FindType(std::string_view name);

// What the value is in the words of a schema: "integer", "number", "bytes" …
std::string_view TypeName(const Value& value);

}  // namespace dashflow::schema
