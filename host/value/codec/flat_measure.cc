// SPDX-License-Identifier: Apache-2.0
#include "host/value/codec/flat_measure.h"

#include "host/value/codec/flat_format.h"
#include "host/value/value_iterate.h"

namespace dashflow::flat {
namespace {

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
      return 1 + TextSize(value);
    case Kind::kArray:
      return AddArray(value);
    case Kind::kObject:
      return AddObject(value);
  }
  return 0;
}

std::size_t Measure::AddArray(const Value& array) {
  const std::size_t place = content_sizes_.size();
  content_sizes_.push_back(0);
  std::size_t content = 0;
  array.ForEachElement([&](const Value& element) { content += Add(element); });
  content_sizes_[place] = content;
  return ContainerSize(array, content);
}

std::size_t Measure::AddObject(const Value& object) {
  const std::size_t place = content_sizes_.size();
  content_sizes_.push_back(0);
  std::size_t content = 0;
  object.ForEachMember(
      [&](const Value& key, const Value& value) { content += TextSize(key) + Add(value); });
  content_sizes_[place] = content;
  return ContainerSize(object, content);
}

}  // namespace dashflow::flat
