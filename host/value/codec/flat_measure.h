// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "host/value/value.h"

namespace dashflow::flat {

std::size_t TextSize(const Value& text);

// What Measure found of a container: what its elements or members take together, or that it is one
// that stands earlier, and is copied from there.
class Extent {
 public:
  static Extent OfContent(std::size_t bytes) { return Extent(bytes); }
  static Extent CopyOf(std::size_t earlier) { return Extent(earlier | kCopy); }

  bool is_copy() const { return (bits_ & kCopy) != 0; }
  std::size_t earlier() const { return bits_ & kNumber; }  // which, of is_copy()
  std::size_t content() const { return bits_ & kNumber; }
  // It is copied later.
  void MarkCopied() { bits_ |= kCopied; }
  bool is_copied() const { return (bits_ & kCopied) != 0; }

 private:
  explicit Extent(std::size_t bits) : bits_(bits) {}

  static constexpr std::size_t kCopy = std::size_t{1} << 63;
  static constexpr std::size_t kCopied = std::size_t{1} << 62;
  static constexpr std::size_t kNumber = kCopied - 1;
  std::size_t bits_;
};

// Finds the sizes of all containers first, in the order in which they are written, so that nothing
// is moved later. What a value holds several times, as a state does whose lists share elements, is
// walked once. REQUIRES: the value lives until it is written.
class Measure {
 public:
  using Extents = boost::container::small_vector<Extent, 16>;

  // Bytes of `value` with its kind.
  std::size_t Add(const Value& value);

  // Of each container that is walked, and each that is a copy.
  const Extents& extents() const { return extents_; }

 private:
  struct Known {
    std::uint32_t count = 0;  // elements: a list that grew may share its body
    std::size_t place = 0;    // among the extents
    std::size_t size = 0;
  };

  std::size_t AddContainer(const Value& container);
  std::size_t AddCopy(const Known& known);
  std::size_t ContentOf(const Value& container);
  const Known* Find(const Value& container) const;

  Extents extents_;
  std::unordered_map<const void*, Known> known_;  // by body; large ones that others refer to
};

// What stands behind the body size of a container whose elements or members take `content` bytes.
std::size_t BodySize(const Value& container, std::size_t content);

}  // namespace dashflow::flat
