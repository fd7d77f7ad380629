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

class FlatWriter {
 public:
  // `content_sizes` are those of the value to be written.
  FlatWriter(std::string& out, const std::size_t* content_sizes)
      : out_(out), next_content_(content_sizes) {}

  void Write(const Value& value) {
    if (IsScalar(value)) return WriteScalar(value);
    out_.push_back(static_cast<char>(value.kind()));
    if (value.is_array()) return WriteArray(value);
    if (value.is_object()) return WriteObject(value);
    WriteText(value);
  }

 private:
  void WriteScalar(const Value& value) {
    char bytes[kMaxSmallFlat];
    out_.append(bytes, PutScalar(bytes, value));
  }

  void WriteFixed(std::uint64_t number, unsigned width) {
    char bytes[sizeof number];
    out_.append(bytes, PutFixed(bytes, number, width));
  }

  void WriteVarint(std::uint64_t number) {
    char bytes[kMaxSmallFlat];
    out_.append(bytes, PutVarint(bytes, number));
  }

  void WriteText(const Value& text) {
    WriteVarint(text.size());
    out_.append(text.as_text());
  }

  // Returns the size of the content that follows.
  std::size_t WriteHead(const Value& container) {
    const std::size_t content = *next_content_++;
    WriteVarint(flat::BodySize(container, content));
    WriteVarint(container.size());
    return content;
  }

  void WriteArray(const Value& array) {
    WriteHead(array);
    array.ForEachElement([this](const Value& element) { Write(element); });
  }

  void WriteObject(const Value& object) {
    const std::size_t content = WriteHead(object);
    Index index;
    index.reserve(object.size());
    const std::size_t begin = out_.size();
    object.ForEachMember([&](const Value& key, const Value& value) {
      index.emplace_back(key.as_text(), out_.size() - begin);
      WriteText(key);
      Write(value);
    });
    std::ranges::sort(index);
    const unsigned width = flat::OffsetWidth(content);
    for (const auto& [key, offset] : index) WriteFixed(offset, width);
  }

  std::string& out_;
  const std::size_t* next_content_;
};

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
  if (!value.is_array() && !value.is_object()) {  // the usual value, and nothing to measure
    out += flat::kHeader;
    return FlatWriter(out, nullptr).Write(value);
  }
  flat::Measure measure;
  out.reserve(out.size() + flat::kHeader.size() + measure.Add(value));
  out += flat::kHeader;
  FlatWriter(out, measure.content_sizes().data()).Write(value);
}

std::string ToFlat(const Value& value) {
  std::string out;
  AppendFlat(out, value);
  return out;
}

}  // namespace dashflow
