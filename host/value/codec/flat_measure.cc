// SPDX-License-Identifier: Apache-2.0
#include "host/value/codec/flat_measure.h"

#include "host/value/codec/flat_format.h"
#include "host/value/value_iterate.h"

namespace dashflow::flat {
namespace {

bool IsShared(const Value& value) {
  return value.raw().flags != 0 && !rep::IsUnique(rep::CountedOf(value.raw()));
}

std::size_t ContainerSize(const Value& container, std::size_t content) {
  const std::size_t body = BodySize(container, content);
  return 1 + VarintSize(body) + body;
}

}  // namespace

std::size_t TextSize(const Value& text) { return VarintSize(text.size()) + text.size(); }

std::size_t BodySize(const Value& container, std::size_t content) {
  const std::size_t index = container.is_object() ? container.size() * OffsetWidth(content) : 0;
  return VarintSize(container.size()) + content + index;
}

std::size_t Measure::Add(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return 1;
    case Kind::kBool:
      return 2;
    case Kind::kInt:
      return 1 + VarintSize(ZigZag(value.as_int()));
    case Kind::kUint:
    case Kind::kDouble:
      return 9;
    case Kind::kString:
    case Kind::kBytes:
      return HasExtent(value) ? AddText(value) : 1 + TextSize(value);
    case Kind::kArray:
    case Kind::kObject:
      return AddContainer(value);
  }
  return 0;
}

bool Measure::HasExtent(const Value& text) const {
  return folds_ && 1 + TextSize(text) >= kNumbered;
}

std::size_t Measure::AddText(const Value& text) {
  if (const Known* known = Find(text)) return AddSame(known->number);
  const std::size_t size = 1 + TextSize(text);
  extents_.push_back(Extent::OfContent(text.size()));
  Number(text, size);
  return size;
}

std::size_t Measure::AddContainer(const Value& container) {
  if (const Known* known = Find(container)) return AddSame(known->number);
  const std::size_t place = extents_.size();
  extents_.push_back(Extent::OfContent(0));
  const std::size_t content = ContentOf(container);
  extents_[place] = Extent::OfContent(content);
  const std::size_t size = ContainerSize(container, content);
  Number(container, size);
  return size;
}

std::size_t Measure::AddSame(std::size_t number) {
  found_same_ = true;
  extents_.push_back(Extent::SameAs(number));
  return 1 + VarintSize(number);
}

std::size_t Measure::ContentOf(const Value& container) {
  std::size_t content = 0;
  if (container.is_array()) {
    container.ForEachElement([&](const Value& element) { content += Add(element); });
  } else {
    container.ForEachMember(
        [&](const Value& key, const Value& value) { content += TextSize(key) + Add(value); });
  }
  return content;
}

void Measure::Number(const Value& value, std::size_t size) {
  if (!folds_ || size < kNumbered) return;
  if (IsShared(value))
    known_.try_emplace(value.raw().body, Known{value.kind(), value.raw().size, numbered_});
  ++numbered_;
}

const Measure::Known* Measure::Find(const Value& value) const {
  if (known_.empty()) return nullptr;
  const auto found = known_.find(value.raw().body);
  if (found == known_.end()) return nullptr;
  const Known& known = found->second;
  return known.kind == value.kind() && known.size == value.raw().size ? &known : nullptr;
}

}  // namespace dashflow::flat
