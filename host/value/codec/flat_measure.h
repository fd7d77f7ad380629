// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>

#include "host/value/value.h"

namespace dashflow::flat {

std::size_t TextSize(const Value& text);

// Finds the sizes of all containers first, in the order in which they are written, so that nothing
// is moved later.
class Measure {
 public:
  using Sizes = boost::container::small_vector<std::size_t, 16>;

  // Bytes of `value` with its kind.
  std::size_t Add(const Value& value);

  // For each container what its elements or members take together.
  const Sizes& content_sizes() const { return content_sizes_; }

 private:
  std::size_t AddArray(const Value& array);
  std::size_t AddObject(const Value& object);

  Sizes content_sizes_;
};

// What stands behind the body size of a container whose elements or members take `content` bytes.
std::size_t BodySize(const Value& container, std::size_t content);

}  // namespace dashflow::flat
