// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <type_traits>

#include "host/value/value.h"

namespace dashflow {

// Calls f; a callback without a result never stops the walk.
template <class F, class... Arguments>
bool KeepsGoing(F& f, const Arguments&... arguments) {
  if constexpr (std::is_void_v<std::invoke_result_t<F&, const Arguments&...>>) {
    f(arguments...);
    return true;
  } else {
    return f(arguments...);
  }
}

template <class F>
void Value::ForEachElement(F&& f) const {
  for (std::size_t at = 0; at < size(); at += rep::kWidth) {
    const rep::RawValue* chunk = rep::ChunkOf(rep::VectorOf(raw_), at);
    const std::size_t count = std::min<std::size_t>(rep::kWidth, size() - at);
    for (std::size_t i = 0; i < count; ++i) {
      if (!KeepsGoing(f, View(chunk[i]))) return;
    }
  }
}

template <class F>
void Value::ForEachMember(F&& f) const {
  if (empty()) return;
  const rep::Vector& vector = rep::VectorOf(raw_);
  const std::size_t length = vector.length();
  for (std::size_t at = 0; at < length; at += rep::kWidth) {
    const rep::RawValue* chunk = rep::ChunkOf(vector, at);
    const std::size_t count = std::min<std::size_t>(rep::kWidth, length - at);
    for (std::size_t i = 0; i < count; i += 2) {
      const bool erased = chunk[i].kind == Kind::kNull;
      if (!erased && !KeepsGoing(f, View(chunk[i]), View(chunk[i + 1]))) return;
    }
  }
}

}  // namespace dashflow
