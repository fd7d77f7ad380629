// SPDX-License-Identifier: Apache-2.0
#pragma once

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
  const Value& source() const;  // null when it accepts everything

  // `value` with the schema's defaults filled in where members are absent (objects, recursively).
  Value FillDefaults(const Value& value) const;

 private:
  struct Data;
  std::shared_ptr<const Data> data_;
};

}  // namespace dashflow
