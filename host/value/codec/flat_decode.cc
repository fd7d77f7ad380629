// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "host/value/builder.h"
#include "host/value/codec/flat_format.h"
#include "host/value/codec/flat_reader.h"
#include "host/value/codec/key_cache.h"
#include "host/value/flat.h"

namespace dashflow {
namespace {

class FlatDecoder {
 public:
  FlatDecoder(std::string_view bytes, const FlatLimits& limits)
      : in_(bytes), depth_left_(limits.max_depth), max_unfolded_(limits.max_unfolded) {}

  Result<Value> Decode() {
    ReadHeader();
    Value value = Read();
    if (in_.left() > 0) in_.Fail("bytes behind the value", in_.offset());
    if (!in_.failed()) return value;
    const std::string place = " at offset " + std::to_string(in_.failed_at());
    Error error(too_deep_ ? "value_too_deep" : "invalid_flat", std::string(in_.reason()) + place);
    return error.Operation("read the flat form").Cause(std::string(in_.reason()) + place);
  }

 private:
  // A value that may stand again.
  struct Numbered {
    Value value;
    std::uint64_t size;  // its bytes, if nothing in it were folded
  };

  void ReadHeader() {
    const std::string_view header = in_.Take(flat::kHeader.size());
    folded_ = header == flat::kFoldedHeader;
    if (!folded_ && header != flat::kHeader)
      in_.Fail("not the flat form, or of another version", 0);
  }

  Value Read() {
    const std::size_t at = in_.offset();
    const std::uint64_t kind = in_.Fixed(1);
    if (!folded_) return ReadKind(kind, at);
    if (kind == flat::kSame) return ReadSame(at);
    const std::uint64_t folded_away = folded_away_;
    Value value = ReadKind(kind, at);
    const std::size_t size = in_.offset() - at;
    if (size >= flat::kNumbered && !in_.failed())
      numbered_.push_back({value, size + folded_away_ - folded_away});
    return value;
  }

  Value ReadKind(std::uint64_t kind, std::size_t at) {
    switch (static_cast<Kind>(kind)) {
      case Kind::kNull:
        return {};
      case Kind::kBool:
        return ReadBool();
      case Kind::kInt:
        return flat::UnZigZag(in_.Varint());
      case Kind::kUint:
        return ReadUint();
      case Kind::kDouble:
        return ReadDouble();
      case Kind::kString:
        return in_.Utf8();
      case Kind::kBytes:
        return Value::Bytes(in_.Text());
      case Kind::kArray:
      case Kind::kObject:
        return ReadContainer(static_cast<Kind>(kind), at);
    }
    in_.Fail("an unknown kind", at);
    return {};
  }

  Value ReadBool() {
    const std::size_t at = in_.offset();
    const std::uint64_t bit = in_.Fixed(1);
    if (bit > 1) in_.Fail("a bool beyond 1", at);
    return bit != 0;
  }

  Value ReadUint() {
    const std::size_t at = in_.offset();
    const std::uint64_t number = in_.Fixed(8);
    if (number <= INT64_MAX) in_.Fail("a uint that is an int", at);
    return number;
  }

  Value ReadDouble() {
    const std::size_t at = in_.offset();
    const double number = std::bit_cast<double>(in_.Fixed(8));
    if (std::isfinite(number)) return number;
    in_.Fail("a double that is not finite", at);
    return {};
  }

  // The bytes that it stands for count as if they were there, so that few bytes cannot ask for
  // endless work.
  Value ReadSame(std::size_t at) {
    const std::uint64_t number = in_.Varint();
    if (number >= numbered_.size()) in_.Fail("a number of nothing that stands before", at);
    if (in_.failed()) return {};
    const Numbered& same = numbered_[number];
    const bool is_too_much = same.size > max_unfolded_ - folded_away_;
    folded_away_ = is_too_much ? max_unfolded_ : folded_away_ + same.size;
    if (is_too_much && max_unfolded_ != UINT64_MAX)
      in_.Fail("too many bytes if it were not folded", at);
    if (same.value.depth() > depth_left_) FailDepth(at);
    return same.value;
  }

  void FailDepth(std::size_t at) {
    too_deep_ = !in_.failed();
    in_.Fail("arrays and objects nested too deep", at);
  }

  Value ReadContainer(Kind kind, std::size_t at) {
    if (depth_left_ == 0) {
      FailDepth(at);
      return {};
    }
    --depth_left_;
    const std::size_t outer_end = in_.Enter(in_.Varint());
    const std::uint64_t count = in_.Varint();
    if (count > UINT32_MAX) in_.Fail("2^32 elements or more", at);
    Value value = kind == Kind::kArray ? ReadArray(count) : ReadObject(count);
    in_.Leave(outer_end);
    ++depth_left_;
    return value;
  }

  // `count` is not believed: the loops end with the bytes.
  Value ReadArray(std::uint64_t count) {
    const std::size_t begin = stack_.size();
    for (std::uint64_t i = 0; i < count && !in_.failed(); ++i) stack_.push_back(Read());
    return Finish(begin, BuildArray);
  }

  Value ReadObject(std::uint64_t count) {
    const std::size_t begin = stack_.size();
    const std::size_t members_at = in_.offset();
    const std::size_t first_offset = offsets_.size();
    for (std::uint64_t i = 0; i < count && !in_.failed(); ++i) {
      offsets_.push_back(in_.offset() - members_at);
      stack_.push_back(keys_.Share(in_.Utf8()));
      stack_.push_back(Read());
    }
    const auto offsets = std::span<const std::size_t>(offsets_).subspan(first_offset);
    CheckIndex(begin, offsets, flat::OffsetWidth(in_.offset() - members_at));
    offsets_.resize(first_offset);
    return Finish(begin, BuildObject);
  }

  // As many keys as there are members, each a member's, in strictly ascending order: so they are
  // all, and differ.
  void CheckIndex(std::size_t begin, std::span<const std::size_t> offsets, unsigned width) {
    std::string_view last;
    for (std::size_t i = 0; i < offsets.size() && !in_.failed(); ++i) {
      const std::size_t at = in_.offset();
      const std::uint64_t offset = in_.Fixed(width);
      const auto found = std::ranges::lower_bound(offsets, offset);
      if (found == offsets.end() || *found != offset)
        return in_.Fail("an index that names no member", at);
      const std::size_t member = static_cast<std::size_t>(found - offsets.begin());
      const std::string_view key = stack_[begin + 2 * member].as_text();
      if (i > 0 && key <= last) return in_.Fail("equal keys, or an index that is not sorted", at);
      last = key;
    }
  }

  Value Finish(std::size_t begin, Value (*build)(std::span<Value>)) {
    if (in_.failed()) return {};
    Value value = build(std::span(stack_).subspan(begin));
    stack_.resize(begin);
    return value;
  }

  flat::Reader in_;
  int depth_left_;
  const std::uint64_t max_unfolded_;
  bool too_deep_ = false;
  bool folded_ = false;
  std::vector<Numbered> numbered_;
  std::uint64_t folded_away_ = 0;     // bytes
  std::vector<Value> stack_;          // finished values whose container is still open
  std::vector<std::size_t> offsets_;  // of the members of objects that are still open
  KeyCache keys_;
};

}  // namespace

Result<Value> ParseFlat(std::string_view bytes, const FlatLimits& limits) {
  if (bytes.size() > limits.max_bytes) {
    Error error("value_limit", "more than " + std::to_string(limits.max_bytes) + " bytes");
    return error.Operation("read the flat form");
  }
  return FlatDecoder(bytes, limits).Decode();
}

}  // namespace dashflow
