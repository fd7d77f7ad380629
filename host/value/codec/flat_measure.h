// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "host/value/value.h"

namespace dashflow::flat {

// Bytes of a text with its length.
std::size_t TextSize(const Value& text);

// What Measure found of a container or a long text: what its elements or members take together, or
// that it is the same as a numbered one that stands earlier.
class Extent {
 public:
  static Extent OfContent(std::size_t bytes) { return Extent(bytes); }
  static Extent SameAs(std::size_t number) { return Extent(number | kIsSame); }

  bool is_same() const { return (bits_ & kIsSame) != 0; }
  std::size_t number() const { return bits_ & ~kIsSame; }  // of the earlier one, if is_same()
  std::size_t content() const { return bits_; }            // if not

 private:
  explicit Extent(std::size_t bits) : bits_(bits) {}

  static constexpr std::size_t kIsSame = std::size_t{1} << 63;
  std::size_t bits_;
};

enum class Form { kCanonical, kFolded };

// Finds the sizes of all containers first, in the order in which they are written, so that nothing
// is moved later. When it folds, what a value holds several times, as a state does whose lists
// share elements, is walked once. REQUIRES: the value lives until it is written.
class Measure {
 public:
  using Extents = boost::container::small_vector<Extent, 16>;

  explicit Measure(Form form) : folds_(form == Form::kFolded) {}

  // Bytes of `value` with its kind.
  std::size_t Add(const Value& value);

  // Of each container and of each text that HasExtent.
  const Extents& extents() const { return extents_; }
  // A text that may be the same as another one.
  bool HasExtent(const Value& text) const;
  // Whether something is the same as what stands earlier.
  bool found_same() const { return found_same_; }

 private:
  struct Known {
    Kind kind;
    std::uint32_t size;  // a list that grew may share its body
    std::size_t number;
  };

  std::size_t AddText(const Value& text);
  std::size_t AddContainer(const Value& container);
  std::size_t AddSame(std::size_t number);
  std::size_t ContentOf(const Value& container);
  // Numbers what is large enough; keeps it if others refer to it.
  void Number(const Value& value, std::size_t size);
  const Known* Find(const Value& value) const;

  const bool folds_;
  bool found_same_ = false;
  std::size_t numbered_ = 0;
  Extents extents_;
  std::unordered_map<const void*, Known> known_;  // by body
};

// What stands behind the body size of a container whose elements or members take `content` bytes.
std::size_t BodySize(const Value& container, std::size_t content);

}  // namespace dashflow::flat
