// SPDX-License-Identifier: Apache-2.0
#include "host/value/codec/flat_measure.h"

#include "host/value/codec/flat_format.h"
#include "host/value/value_iterate.h"

namespace dashflow::flat {
namespace {

constexpr std::size_t kWorthCopying = 256;  // bytes; less is written as fast as it is looked up

bool IsShared(const Value& container) {
  return container.raw().flags != 0 && !rep::IsUnique(rep::CountedOf(container.raw()));
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
      return 1 + TextSize(value);
    case Kind::kArray:
    case Kind::kObject:
      return AddContainer(value);
  }
  return 0;
}

std::size_t Measure::AddContainer(const Value& container) {
  if (const Known* known = Find(container)) return AddCopy(*known);
  const std::size_t place = extents_.size();
  extents_.push_back(Extent::OfContent(0));
  const std::size_t content = ContentOf(container);
  extents_[place] = Extent::OfContent(content);
  const std::size_t size = ContainerSize(container, content);
  if (size >= kWorthCopying && IsShared(container))
    known_.try_emplace(container.raw().body, Known{container.raw().size, place, size});
  return size;
}

std::size_t Measure::AddCopy(const Known& known) {
  extents_[known.place].MarkCopied();
  extents_.push_back(Extent::CopyOf(known.place));
  return known.size;
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

const Measure::Known* Measure::Find(const Value& container) const {
  if (known_.empty()) return nullptr;
  const auto found = known_.find(container.raw().body);
  const bool is_same = found != known_.end() && found->second.count == container.raw().size;
  return is_same ? &found->second : nullptr;
}

}  // namespace dashflow::flat
