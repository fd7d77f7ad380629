// SPDX-License-Identifier: Apache-2.0
#include "host/value/value.h"

#include "host/value/rep/hash_index.h"
#include "host/value/rep/text.h"
#include "host/value/value_iterate.h"

namespace dashflow {

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBool:
      return "bool";
    case Kind::kInt:
      return "int";
    case Kind::kUint:
      return "uint";
    case Kind::kDouble:
      return "double";
    case Kind::kString:
      return "string";
    case Kind::kBytes:
      return "bytes";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      return "object";
  }
  return "unknown";
}

Value::Value(std::string_view text) : raw_(rep::MakeText(Kind::kString, text)) {}

Value Value::Bytes(std::string_view bytes) { return Adopt(rep::MakeText(Kind::kBytes, bytes)); }

std::size_t Value::MemoryEstimate() const noexcept {
  std::size_t bytes = sizeof(Value);
  if (raw_.flags == 0) return bytes;
  if (raw_.kind < Kind::kArray) return bytes + sizeof(rep::Counted) + size() + 1;
  const rep::Vector& vector = rep::VectorOf(raw_);
  bytes += sizeof(rep::Vector);
  if (vector.index != nullptr) bytes += rep::IndexBytes(*vector.index);
  if (is_array()) {
    ForEachElement([&](const Value& element) { bytes += element.MemoryEstimate(); });
  } else {
    ForEachMember([&](const Value& key, const Value& value) {
      bytes += key.MemoryEstimate() + value.MemoryEstimate();
    });
  }
  return bytes;
}

}  // namespace dashflow
