// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/storage/file/format/change.h"

namespace dashflow::file {

// The frame of a journal: what was written and synced at once, with a head line that counts and
// sums up the lines behind it. Whole or not there.
//   group 00000000000000000007 bytes=000000000412 sum=0123456789abcdef
inline constexpr std::size_t kGroupHead = 67;  // bytes, the end of the line among them

// Of bytes behind a line; the seed is the journal's own, so that a copy of another one counts for
// nothing.
std::uint64_t SumOf(std::string_view bytes, std::uint64_t seed);

// Builds one frame. One thread at a time.
class GroupBuilder {
 public:
  explicit GroupBuilder(std::uint64_t seed) : seed_(seed) { Clear(); }

  // Adds a change with its bytes, whose size and sum it fills in. Gives where in the frame the
  // bytes begin.
  std::uint64_t Add(Change& change, std::string_view bytes);
  // Forgets what was added behind `size`.
  void CutBack(std::size_t size) { text_.resize(size); }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.size() == kGroupHead; }
  // The frame with that number.
  const std::string& Finish(std::uint64_t number);
  void Clear();

 private:
  std::uint64_t seed_;
  std::string text_;
};

struct PlacedChange {
  Change change;
  std::uint64_t offset = 0;  // of its bytes, from the begin of the frame
};

struct Group {
  std::uint64_t number = 0;
  std::uint64_t size = 0;  // of the frame
  std::vector<PlacedChange> changes{};
  bool bytes_are_whole = true;  // all sums of bytes fit
};

enum class GroupState : std::uint8_t { kWhole, kCutShort, kBroken };

// Reads the frame at the begin of `text`. kCutShort: it would go on behind the end of `text`;
// `group.size` then says how large it is, or 0 when that is not known.
GroupState ParseGroup(std::string_view text, std::uint64_t seed, Group& group);

}  // namespace dashflow::file
