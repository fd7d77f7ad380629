// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "host/base/result.h"

namespace dashflow {

// The numbers are those of DF_KIND_* in the ABI and of the flat form.
enum class Kind : std::uint8_t {
  kNull = 0,
  kBool = 1,
  kInt = 2,     // int64
  kUint = 3,    // only above INT64_MAX
  kDouble = 4,  // finite
  kString = 5,  // UTF-8
  kBytes = 6,
  kArray = 7,
  kObject = 8,
};

std::string_view KindName(Kind kind);

inline constexpr int kMaxDepth = 512;  // arrays and objects inside each other

class ArrayRep;
class ObjectRep;

// State as DashFlow sees it: JSON plus 64-bit integers and bytes (DESIGN §4).
//
// 16 bytes. Scalars are inline; strings, bytes, arrays and objects are immutable, reference-counted and shared between
// copies and threads. The layout is that of `df_value` in <dashflow/value.h>, so that a Value crosses the ABI as it is.
// Copies are [any-thread]; one Value object is not to be assigned while another thread reads it.
class Value {
 public:
  Value() noexcept : kind_(Kind::kNull), as_{.i64 = 0} {}
  Value(std::nullptr_t) noexcept : Value() {}
  Value(bool b) noexcept : kind_(Kind::kBool), as_{.i64 = b ? 1 : 0} {}
  Value(int i) noexcept : Value(static_cast<std::int64_t>(i)) {}
  Value(std::int64_t i) noexcept : kind_(Kind::kInt), as_{.i64 = i} {}
  Value(std::uint64_t u) noexcept
      : kind_(u > INT64_MAX ? Kind::kUint : Kind::kInt), as_{.u64 = u} {}
  // REQUIRES: finite (NaN and infinities are refused wherever values enter).
  Value(double d) noexcept : kind_(Kind::kDouble), as_{.f64 = d} {}
  // REQUIRES: valid UTF-8 below 4 GiB (decoders check; see utf8.h).
  Value(std::string_view text);
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(const std::string& text) : Value(std::string_view(text)) {}
  template <class T>
  Value(T*) = delete;

  Value(const Value& other) noexcept
      : kind_(other.kind_), flags_(other.flags_), size_(other.size_), as_(other.as_) {
    if (flags_ != 0) Retain();
  }
  Value(Value&& other) noexcept
      : kind_(other.kind_), flags_(other.flags_), size_(other.size_), as_(other.as_) {
    other.kind_ = Kind::kNull;
    other.flags_ = 0;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    Swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    Swap(moved);
    return *this;
  }
  ~Value() {
    if (flags_ != 0) Release();
  }

  static Value Bytes(std::string_view bytes);
  static Value EmptyArray();
  static Value EmptyObject();

  Kind kind() const noexcept { return kind_; }
  bool is_null() const noexcept { return kind_ == Kind::kNull; }
  bool is_string() const noexcept { return kind_ == Kind::kString; }
  bool is_array() const noexcept { return kind_ == Kind::kArray; }
  bool is_object() const noexcept { return kind_ == Kind::kObject; }
  bool is_number() const noexcept { return kind_ >= Kind::kInt && kind_ <= Kind::kDouble; }

  // Scalars and text. REQUIRES: the kind fits.
  bool as_bool() const noexcept { return as_.i64 != 0; }
  std::int64_t as_int() const noexcept { return as_.i64; }
  std::uint64_t as_uint() const noexcept { return as_.u64; }
  double as_double() const noexcept { return as_.f64; }
  // The bytes of a string or of bytes; borrowed, lives as long as a Value that shares them.
  std::string_view as_text() const noexcept { return {as_.text, size_}; }

  // Bytes of a string or bytes, elements of an array, members of an object; 0 for scalars.
  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  // Nesting: 0 for scalars and text, 1 for [] and {}.
  int depth() const noexcept;

  // Arrays. At: O(log32 n), REQUIRES i < size(). Append: O(1) amortised, shares the old part.
  const Value& At(std::size_t i) const noexcept;
  Value Append(Value element) const;
  Value SetAt(std::size_t i, Value element) const;  // copies the path
  Value Concat(const Value& array) const;           // O(elements of `array`)

  // Objects keep the order in which keys came. Find: null pointer when absent; O(1).
  const Value* Find(std::string_view key) const noexcept;
  Value Set(std::string_view key, Value value) const;  // copies the path; a known key keeps its place
  Value Set(const Value& key, Value value) const;      // REQUIRES: key is a string; shares it
  Value Erase(std::string_view key) const;

  // Calls f(const Value& element) or, for objects, f(const Value& key, const Value& value), in order.
  // Returning false stops. Defined in value_iterate.h.
  template <class F>
  void ForEachElement(F&& f) const;
  template <class F>
  void ForEachMember(F&& f) const;

  // 1 and 1.0 differ; objects compare without order; doubles by value (-0.0 equals 0.0).
  bool operator==(const Value& other) const noexcept;
  std::uint64_t Hash() const noexcept;  // equal values have equal hashes; the same in every process

  // True when both share one representation, so that they are equal without a look inside.
  bool SharesWith(const Value& other) const noexcept {
    return kind_ == other.kind_ && size_ == other.size_ && as_.u64 == other.as_.u64;
  }
  // An estimate of the memory of this value's whole tree, shared parts counted each time. O(tree).
  std::size_t MemoryEstimate() const noexcept;

  void Swap(Value& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(flags_, other.flags_);
    std::swap(size_, other.size_);
    std::swap(as_, other.as_);
  }

 private:
  union Payload {
    std::int64_t i64;
    std::uint64_t u64;
    double f64;
    const char* text;
    const void* rep;
  };
  static constexpr std::uint8_t kCounted = 1;  // DF_VALUE_COUNTED: the payload is reference-counted

  void Retain() const noexcept;
  void Release() noexcept;

  Kind kind_;
  std::uint8_t flags_ = 0;
  std::uint16_t reserved_ = 0;
  std::uint32_t size_ = 0;
  Payload as_;

  // The representations build Values of their own kind.
  friend class ArrayRep;
  friend class ObjectRep;
  friend class TextRep;
};

static_assert(sizeof(Value) == 16);

}  // namespace dashflow
