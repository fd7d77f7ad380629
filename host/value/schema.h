// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow {

// A compiled JSON Schema (Draft 7). The common `{type: …}` is checked without the validator. Cheap
// to copy. [any-thread]
class Schema {
 public:
  Schema() = default;  // accepts everything

  // Error schema_invalid names the keyword that is wrong (JSON pointer in cause). `pattern` is RE2.
  // No remote references.
  static Result<Schema> Compile(const Value& schema);

  // Error channel_type with the JSON pointer of the first misfit in cause: "/items/3: expected
  // integer, found string".
  Status Check(const Value& value) const;
  bool accepts_everything() const { return !data_; }
  // Whether it is no array and no object, and fits by its kind alone. False says nothing.
  bool FitsAtOnce(const Value& value) const {
    return (scalars_ >> static_cast<unsigned>(value.kind()) & 1U) != 0;
  }
  const Value& source() const;  // null when it accepts everything

  // `value` with the schema's defaults filled in where members are absent (objects, recursively).
  Value FillDefaults(const Value& value) const;

 private:
  struct Data;
  static constexpr std::uint16_t kScalars =
      (1U << static_cast<unsigned>(Kind::kArray)) - 1;  // arrays and objects are the last kinds

  std::shared_ptr<const Data> data_;
  std::uint16_t scalars_ = kScalars;  // kinds, as bits
};

}  // namespace dashflow
