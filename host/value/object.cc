// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/object.h"

#include <algorithm>
#include <vector>

#include "host/value/builder.h"
#include "host/value/rep/hash_index.h"
#include "host/value/value.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

struct Object {
  rep::Vector* vector;
  std::size_t length;
};

// The vector behind a value, whose reference the caller gets.
Object Take(const rep::RawValue& value) noexcept {
  if (value.flags == 0) return {nullptr, 0};
  return {&rep::VectorOf(value), rep::VectorOf(value).length()};
}

Value Compacted(const Value& object) {
  std::vector<Value> members;
  members.reserve(2 * object.size());
  object.ForEachMember([&](const Value& key, const Value& value) {
    members.push_back(key);
    members.push_back(value);
  });
  return BuildObject(members);
}

}  // namespace

const Value* Value::Find(std::string_view key) const noexcept {
  const std::int64_t entry = rep::FindKey(raw_, key);
  if (entry == rep::kNoEntry) return nullptr;
  return &At(2 * static_cast<std::size_t>(entry) + 1);
}

Value Value::SetKey(const Value& key, Value value) && {
  const std::int64_t entry = rep::FindKey(raw_, key.as_text());
  const rep::RawValue old = std::move(*this).Detach();
  const Object object = Take(old);
  const bool added = entry == rep::kNoEntry;
  rep::Vector* vector = rep::Own(object.vector, object.length, added ? 2 : 0);
  if (added) {
    rep::AddMember(*vector, Value(key).Detach(), std::move(value).Detach());
  } else {
    rep::Replace(*vector, 2 * static_cast<std::size_t>(entry) + 1, std::move(value).Detach());
  }
  return Adopt(rep::ValueOf(Kind::kObject, *vector, old.size + std::size_t{added}));
}

Value Value::Erase(std::string_view key) && {
  const std::int64_t entry = rep::FindKey(raw_, key);
  if (entry == rep::kNoEntry) return std::move(*this);
  if (size() == 1) return EmptyObject();
  const rep::RawValue old = std::move(*this).Detach();
  const Object object = Take(old);
  rep::Vector* vector = rep::Own(object.vector, object.length, 0);
  rep::RemoveMember(*vector, static_cast<std::size_t>(entry));
  Value rest = Adopt(rep::ValueOf(Kind::kObject, *vector, old.size - std::size_t{1}));
  return vector->length() > 4 * rest.size() ? Compacted(rest) : rest;
}

}  // namespace dashflow
