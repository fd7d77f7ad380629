// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cstring>
#include <utility>

#include "host/value/codec/flat_format.h"
#include "host/value/codec/flat_measure.h"
#include "host/value/flat.h"
#include "host/value/value_iterate.h"

namespace dashflow {
namespace {

using IndexEntry = std::pair<std::string_view, std::size_t>;  // key, offset of its member
using Index = boost::container::small_vector<IndexEntry, 16>;

char* PutFixed(char* out, std::uint64_t number, unsigned width) {
  for (unsigned i = 0; i < width; ++i) *out++ = static_cast<char>(number >> (8 * i));
  return out;
}

char* PutVarint(char* out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) *out++ = static_cast<char>(number | 0x80);
  *out++ = static_cast<char>(number);
  return out;
}

bool IsScalar(const Value& value) { return value.kind() < Kind::kString; }

// REQUIRES: IsScalar(value). Returns the end.
char* PutScalar(char* out, const Value& value) {
  *out++ = static_cast<char>(value.kind());
  switch (value.kind()) {
    case Kind::kBool:
      return PutFixed(out, value.as_bool(), 1);
    case Kind::kInt:
      return PutVarint(out, flat::ZigZag(value.as_int()));
    case Kind::kUint:
    case Kind::kDouble:
      return PutFixed(out, value.raw().u64, 8);
    default:
      return out;
  }
}

// REQUIRES: an empty container. Its body is its count. Returns the end.
char* PutHollow(char* out, const Value& container) {
  *out++ = static_cast<char>(container.kind());
  *out++ = 1;
  *out++ = 0;
  return out;
}

// Writes into memory that Measure found the size of.
class FlatWriter {
 public:
  FlatWriter(char* out, const flat::Measure& measured)
      : out_(out), measured_(measured), next_(measured.extents().begin()) {}

  void Write(const Value& value) {
    if (IsScalar(value)) {
      out_ = PutScalar(out_, value);
    } else if (value.is_array() || value.is_object()) {
      WriteContainer(value, *next_++);
    } else if (!measured_.HasExtent(value) || !WriteSame(*next_++)) {
      *out_++ = static_cast<char>(value.kind());
      WriteText(value);
    }
  }

 private:
  void WriteText(const Value& text) {
    const std::string_view bytes = text.as_text();
    out_ = PutVarint(out_, bytes.size());
    if (!bytes.empty()) std::memcpy(out_, bytes.data(), bytes.size());
    out_ += bytes.size();
  }

  bool WriteSame(flat::Extent extent) {
    if (!extent.is_same()) return false;
    *out_++ = static_cast<char>(flat::kSame);
    out_ = PutVarint(out_, extent.number());
    return true;
  }

  void WriteContainer(const Value& container, flat::Extent extent) {
    if (WriteSame(extent)) return;
    *out_++ = static_cast<char>(container.kind());
    out_ = PutVarint(out_, flat::BodySize(container, extent.content()));
    out_ = PutVarint(out_, container.size());
    container.is_array() ? WriteElements(container) : WriteMembers(container, extent.content());
  }

  void WriteElements(const Value& array) {
    array.ForEachElement([this](const Value& element) { Write(element); });
  }

  void WriteMembers(const Value& object, std::size_t content) {
    Index index;
    index.reserve(object.size());
    const char* const begin = out_;
    object.ForEachMember([&](const Value& key, const Value& value) {
      index.emplace_back(key.as_text(), static_cast<std::size_t>(out_ - begin));
      WriteText(key);
      Write(value);
    });
    std::ranges::sort(index);
    const unsigned width = flat::OffsetWidth(content);
    for (const auto& [key, offset] : index) out_ = PutFixed(out_, offset, width);
  }

  char* out_;
  const flat::Measure& measured_;
  flat::Measure::Extents::const_iterator next_;
};

void AppendForm(std::string& out, const Value& value, flat::Form form) {
  flat::Measure measure(form);
  const std::size_t size = measure.Add(value);
  out += measure.found_same() ? flat::kFoldedHeader : flat::kHeader;
  const std::size_t begin = out.size();
  out.resize(begin + size);
  FlatWriter(out.data() + begin, measure).Write(value);
}

}  // namespace

std::size_t WriteSmallFlat(const Value& value, char* out) {
  const bool is_hollow = (value.is_array() || value.is_object()) && value.empty();
  if (!IsScalar(value) && !is_hollow) return 0;
  std::memcpy(out, flat::kHeader.data(), flat::kHeader.size());
  char* const body = out + flat::kHeader.size();
  return static_cast<std::size_t>((is_hollow ? PutHollow(body, value) : PutScalar(body, value)) -
                                  out);
}

void AppendFlat(std::string& out, const Value& value) {
  AppendForm(out, value, flat::Form::kCanonical);
}

void AppendFolded(std::string& out, const Value& value) {
  AppendForm(out, value, flat::Form::kFolded);
}

std::string ToFlat(const Value& value) {
  std::string out;
  AppendFlat(out, value);
  return out;
}

}  // namespace dashflow
