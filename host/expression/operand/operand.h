// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

#include "host/value/value.h"

namespace dashflow::expression {

enum class Tag : std::uint8_t {
  kFault,  // an error, on its way to whoever absorbs or reports it
  kNull,
  kBool,
  kInt,
  kUint,
  kDouble,
  kString,
  kBytes,
  kList,
  kMap,
  kTimestamp,
  kDuration,
  kType,
};

// As CEL names it: "null_type", "list".
std::string_view TagName(Tag tag);

struct Operand;

// An error that evaluation met. `place` is the index of the instruction.
struct Fault {
  std::string_view code;  // of the catalogue
  std::string_view cause;
  std::uint32_t place = 0;
};

// A list that was made during the evaluation.
struct ListRep {
  const Operand* items;
  std::size_t size;
};

// A map that was made during the evaluation: key, value, key, value … (see map_index.h for
// `index`).
struct MapRep {
  const Operand* entries;
  std::size_t size;  // entries
  const std::uint32_t* index;
  std::size_t index_size;
};

// What evaluation computes with: CEL's values, which are more than a Value can be (uint,
// timestamps, types, NaN, maps with other keys). Borrows everything that it does not hold inline:
// from the Binding or from the Arena.
struct Operand {
  union Payload {
    std::int64_t integer;  // int; bool: 0 or 1; seconds since 1970 of a timestamp; nanoseconds of a
                           // duration; Tag of a type
    std::uint64_t unsigned_integer;
    double real;
    const char* text;
    const ListRep* list;  // if origin is null
    const MapRep* map;    // if origin is null
    const Fault* fault;
  };

  Tag tag;
  std::uint32_t size;  // bytes of text; nanoseconds of a timestamp
  Payload as;
  const Value* origin;  // the Value that this is, so that it is shared and not copied; null: none

  Operand() = default;  // uninitialised
  Operand(Tag the_tag, std::uint32_t the_size, Payload payload, const Value* value)
      : tag(the_tag), size(the_size), as(payload), origin(value) {}
  // Member by member: a copy in larger pieces would wait for the smaller ones that were just
  // written.
  Operand(const Operand& other)
      : tag(other.tag), size(other.size), as(other.as), origin(other.origin) {}
  // NOLINTNEXTLINE(bugprone-unhandled-self-assignment): it owns nothing
  Operand& operator=(const Operand& other) {
    tag = other.tag;
    size = other.size;
    as = other.as;
    origin = other.origin;
    return *this;
  }

  static Operand Null() { return Of(Tag::kNull); }
  static Operand Bool(bool value) { return Integer(Tag::kBool, value ? 1 : 0); }
  static Operand Int(std::int64_t value) { return Integer(Tag::kInt, value); }
  static Operand Uint(std::uint64_t value) {
    Operand operand = Of(Tag::kUint);
    operand.as.unsigned_integer = value;
    return operand;
  }
  static Operand Double(double value) {
    Operand operand = Of(Tag::kDouble);
    operand.as.real = value;
    return operand;
  }
  // `text` is borrowed. REQUIRES: below 4 GiB; UTF-8 for strings.
  static Operand Text(Tag tag, std::string_view text, const Value* origin = nullptr) {
    Operand operand{tag, static_cast<std::uint32_t>(text.size()), {}, origin};
    operand.as.text = text.data();
    return operand;
  }
  static Operand String(std::string_view text) { return Text(Tag::kString, text); }
  static Operand List(const ListRep* list) {
    Operand operand = Of(Tag::kList);
    operand.as.list = list;
    return operand;
  }
  static Operand Map(const MapRep* map) {
    Operand operand = Of(Tag::kMap);
    operand.as.map = map;
    return operand;
  }
  static Operand Timestamp(std::int64_t seconds, std::uint32_t nanoseconds) {
    Operand operand = Integer(Tag::kTimestamp, seconds);
    operand.size = nanoseconds;
    return operand;
  }
  static Operand Duration(std::int64_t nanoseconds) { return Integer(Tag::kDuration, nanoseconds); }
  static Operand TypeOf(Tag tag) { return Integer(Tag::kType, static_cast<std::int64_t>(tag)); }
  static Operand Failed(const Fault* fault) {
    Operand operand = Of(Tag::kFault);
    operand.as.fault = fault;
    return operand;
  }
  // `value` is borrowed.
  static Operand FromValue(const Value& value);

  bool is_fault() const { return tag == Tag::kFault; }
  bool is_true() const { return tag == Tag::kBool && as.integer != 0; }
  bool is_false() const { return tag == Tag::kBool && as.integer == 0; }
  bool is_number() const { return tag >= Tag::kInt && tag <= Tag::kDouble; }
  bool boolean() const { return as.integer != 0; }
  std::string_view text() const { return {as.text, size}; }

 private:
  static Operand Of(Tag tag) { return {tag, 0, {}, nullptr}; }
  static Operand Integer(Tag tag, std::int64_t value) {
    Operand operand = Of(tag);
    operand.as.integer = value;
    return operand;
  }
};

static_assert(sizeof(Operand) == 24 && std::is_trivially_destructible_v<Operand>);

inline Operand Operand::FromValue(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return Null();
    case Kind::kBool:
      return Bool(value.as_bool());
    case Kind::kInt:
      return Int(value.as_int());
    case Kind::kUint:
      return Uint(value.as_uint());
    case Kind::kDouble:
      return Double(value.as_double());
    case Kind::kString:
      return Text(Tag::kString, value.as_text(), &value);
    case Kind::kBytes:
      return Text(Tag::kBytes, value.as_text(), &value);
    case Kind::kArray:
      return {Tag::kList, 0, {}, &value};
    case Kind::kObject:
      return {Tag::kMap, 0, {}, &value};
  }
  return Null();
}

}  // namespace dashflow::expression
