// SPDX-License-Identifier: Apache-2.0
#include "host/value/builder.h"

#include "host/value/rep/object.h"

namespace dashflow {
namespace {

// A Value is its RawValue and nothing else.
rep::RawValue* RawOf(std::span<Value> values) {
  return reinterpret_cast<rep::RawValue*>(values.data());
}

// The references went elsewhere.
void Forget(std::span<Value> values) {
  for (Value& value : values) static_cast<void>(std::move(value).Detach());
}

}  // namespace

Value BuildArray(std::span<Value> elements) {
  if (elements.empty()) return Value::EmptyArray();
  const rep::Vector* vector = rep::MakeVector(RawOf(elements), elements.size());
  Value array = Value::Adopt(rep::ValueOf(Kind::kArray, *vector, elements.size()));
  Forget(elements);
  return array;
}

Value BuildObject(std::span<Value> members) {
  if (members.empty()) return Value::EmptyObject();
  const rep::Vector* vector = rep::MakeObject(RawOf(members), members.size());
  Value object = Value::Adopt(rep::ValueOf(Kind::kObject, *vector, vector->length() / 2));
  Forget(members);
  return object;
}

}  // namespace dashflow
