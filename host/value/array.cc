// SPDX-License-Identifier: Apache-2.0
#include "host/value/value.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

// The vector behind a value, whose reference the caller gets.
rep::Vector* Take(const rep::RawValue& value) noexcept {
  return value.flags != 0 ? &rep::VectorOf(value) : nullptr;
}

// Elements from which on it pays to take the end of the list for oneself before they are added.
constexpr std::size_t kMany = 8;

// Of the elements to be added, those that stand in leaves which the list can share: it must end
// with a leaf itself.
std::size_t Shareable(std::size_t size, const rep::Vector& added) {
  return size % rep::kWidth == 0 ? added.tail_offset : 0;
}

// Takes over the reference of `list`, which is not empty.
rep::RawValue Extended(const rep::RawValue& list, const rep::RawValue& added) {
  const rep::Vector& from = rep::VectorOf(added);
  const std::size_t shared = Shareable(list.size, from);
  rep::Vector* vector = rep::Own(Take(list), list.size, 1);
  if (shared > 0) rep::PutLeaves(*vector, from, shared);
  std::size_t size = list.size + shared;
  for (std::size_t i = shared; i < added.size; ++i) {
    const rep::RawValue& element = rep::ElementAt(from, i);
    rep::Retain(element);
    vector = rep::Own(vector, size++, 1);
    rep::Put(*vector, element);
  }
  return rep::ValueOf(Kind::kArray, *vector, size);
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
  if (added.size() >= kMany) return Adopt(Extended(std::move(*this).Detach(), added.raw()));
  added.ForEachElement([this](const Value& element) { *this = std::move(*this).Append(element); });
  return std::move(*this);
}

}  // namespace dashflow
