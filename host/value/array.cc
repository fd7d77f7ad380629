// SPDX-License-Identifier: Apache-2.0
#include "host/value/value.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

// The vector behind a value, whose reference the caller gets.
rep::Vector* Take(const rep::RawValue& value) noexcept {
  return value.flags != 0 ? &rep::VectorOf(value) : nullptr;
}

}  // namespace

Value Value::Append(Value element) && {
  const rep::RawValue old = std::move(*this).Detach();
  rep::Vector* vector = rep::Append(Take(old), old.size, std::move(element).Detach());
  return Adopt(rep::ValueOf(Kind::kArray, *vector, old.size + std::size_t{1}));
}

Value Value::SetAt(std::size_t i, Value element) && {
  const rep::RawValue old = std::move(*this).Detach();
  rep::Vector* vector = rep::Own(Take(old), old.size, 0);
  rep::Replace(*vector, i, std::move(element).Detach());
  return Adopt(rep::ValueOf(Kind::kArray, *vector, old.size));
}

Value Value::Concat(const Value& array) && {
  if (empty()) return array;
  const Value added(array);
  added.ForEachElement([this](const Value& element) { *this = std::move(*this).Append(element); });
  return std::move(*this);
}

}  // namespace dashflow
