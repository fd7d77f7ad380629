// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "host/base/result.h"
#include "host/value/rep/vector.h"

namespace dashflow {

std::string_view KindName(Kind kind);

inline constexpr int kMaxDepth = 512;  // arrays and objects inside each other

// State as DashFlow sees it: JSON plus 64-bit integers and bytes (DESIGN §4).
//
// 16 bytes. Scalars are inline; strings, bytes, arrays and objects are immutable, reference-counted
// and shared between copies and threads. The layout is that of `df_value` in <dashflow/value.h>, so
// that a Value crosses the ABI as it is. Copies are [any-thread]; one Value object is not to be
// assigned while another thread reads it.
class Value {
 public:
  Value() noexcept = default;
  Value(std::nullptr_t) noexcept {}
  Value(bool b) noexcept : raw_{.kind = Kind::kBool, .i64 = b ? 1 : 0} {}
  Value(int i) noexcept : Value(static_cast<std::int64_t>(i)) {}
  Value(std::int64_t i) noexcept : raw_{.kind = Kind::kInt, .i64 = i} {}
  Value(std::uint64_t u) noexcept
      : raw_{.kind = u > INT64_MAX ? Kind::kUint : Kind::kInt, .u64 = u} {}
  // REQUIRES: finite (NaN and infinities are refused wherever values enter).
  Value(double d) noexcept : raw_{.kind = Kind::kDouble, .f64 = d} {}
  // REQUIRES: valid UTF-8 below 4 GiB (decoders check; see utf8.h).
  Value(std::string_view text);
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(const std::string& text) : Value(std::string_view(text)) {}
  template <class T>
  Value(T*) = delete;

  // Flags are read where they were written, not from the copy: a narrow read waits for a wide
  // write.
  Value(const Value& other) noexcept : raw_(other.raw_) { rep::Retain(other.raw_); }
  Value(Value&& other) noexcept : raw_(std::exchange(other.raw_, {})) {}
  Value& operator=(const Value& other) noexcept {
    rep::Retain(other.raw_);
    Put(other.raw_);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Put(std::exchange(other.raw_, {}));
    return *this;
  }
  ~Value() { rep::Release(raw_); }

  static Value Bytes(std::string_view bytes);
  static Value EmptyArray() noexcept { return Adopt({.kind = Kind::kArray, .body = nullptr}); }
  static Value EmptyObject() noexcept { return Adopt({.kind = Kind::kObject, .body = nullptr}); }

  Kind kind() const noexcept { return raw_.kind; }
  bool is_null() const noexcept { return raw_.kind == Kind::kNull; }
  bool is_bool() const noexcept { return raw_.kind == Kind::kBool; }
  bool is_string() const noexcept { return raw_.kind == Kind::kString; }
  bool is_array() const noexcept { return raw_.kind == Kind::kArray; }
  bool is_object() const noexcept { return raw_.kind == Kind::kObject; }
  bool is_number() const noexcept { return raw_.kind >= Kind::kInt && raw_.kind <= Kind::kDouble; }

  // Scalars and text. REQUIRES: the kind fits.
  bool as_bool() const noexcept { return raw_.i64 != 0; }
  std::int64_t as_int() const noexcept { return raw_.i64; }
  std::uint64_t as_uint() const noexcept { return raw_.u64; }
  double as_double() const noexcept { return raw_.f64; }
  // The bytes of a string or of bytes; borrowed, lives as long as a Value that shares them.
  std::string_view as_text() const noexcept { return {raw_.text, raw_.size}; }

  // Bytes of a string or bytes, elements of an array, members of an object; 0 for scalars.
  std::size_t size() const noexcept { return raw_.size; }
  bool empty() const noexcept { return raw_.size == 0; }
  // Nesting: 0 for scalars and text, 1 for [] and {}. Exact for what builders and decoders make;
  // replaced and erased parts keep counting. Whoever lets values in refuses those deeper than
  // kMaxDepth.
  int depth() const noexcept { return static_cast<int>(rep::DepthOf(raw_)); }

  // Arrays. At: O(log32 n), REQUIRES i < size(). Append: O(1) amortised, shares the old part.
  // Each of the functions that change works in place when called on the only owner: `x =
  // std::move(x).Append(y)`.
  const Value& At(std::size_t i) const noexcept {
    return View(rep::ElementAt(rep::VectorOf(raw_), i));
  }
  Value Append(Value element) const& { return Value(*this).Append(std::move(element)); }
  Value Append(Value element) &&;
  // Copies the path. REQUIRES: i < size().
  Value SetAt(std::size_t i, Value element) const& {
    return Value(*this).SetAt(i, std::move(element));
  }
  Value SetAt(std::size_t i, Value element) &&;
  Value Concat(const Value& array) const& { return Value(*this).Concat(array); }
  Value Concat(const Value& array) &&;  // O(elements of `array`)

  // Objects keep the order in which keys came. Find: null pointer when absent; O(1).
  const Value* Find(std::string_view key) const noexcept;
  // Copies the path; a known key keeps its place.
  Value Set(std::string_view key, Value value) const& { return Set(Value(key), std::move(value)); }
  Value Set(std::string_view key, Value value) && {
    return std::move(*this).SetKey(Value(key), std::move(value));
  }
  // The same, sharing the key. REQUIRES: key is a string.
  template <std::same_as<Value> Key>
  Value Set(const Key& key, Value value) const& {
    return Value(*this).SetKey(key, std::move(value));
  }
  template <std::same_as<Value> Key>
  Value Set(const Key& key, Value value) && {
    return std::move(*this).SetKey(key, std::move(value));
  }
  Value Erase(std::string_view key) const& { return Value(*this).Erase(key); }
  Value Erase(std::string_view key) &&;  // without the key: the same value

  // Calls f(const Value& element) or, for objects, f(const Value& key, const Value& value), in
  // order. Returning false stops. Defined in value_iterate.h.
  template <class F>
  void ForEachElement(F&& f) const;
  template <class F>
  void ForEachMember(F&& f) const;

  // 1 and 1.0 differ; objects compare without order; doubles by value (-0.0 equals 0.0).
  bool operator==(const Value& other) const noexcept;
  std::uint64_t Hash() const noexcept;  // equal values have equal hashes; the same in every process

  // True when both share one representation, so that they are equal without a look inside.
  bool SharesWith(const Value& other) const noexcept {
    return raw_.kind == other.raw_.kind && raw_.size == other.raw_.size &&
           raw_.u64 == other.raw_.u64;
  }
  // An estimate of the memory of this value's whole tree, shared parts counted each time. O(tree).
  std::size_t MemoryEstimate() const noexcept;

  void Swap(Value& other) noexcept { std::swap(raw_, other.raw_); }

  // The layout below, for the ABI. Adopt takes over the one reference that `raw` carries, Detach
  // hands it out, View looks at a raw value that someone else keeps alive.
  static Value Adopt(const rep::RawValue& raw) noexcept {
    Value value;
    value.raw_ = raw;
    return value;
  }
  rep::RawValue Detach() && noexcept { return std::exchange(raw_, {}); }
  const rep::RawValue& raw() const noexcept { return raw_; }
  static const Value& View(const rep::RawValue& raw) noexcept {
    return reinterpret_cast<const Value&>(raw);
  }

 private:
  Value SetKey(const Value& key, Value value) &&;
  // Takes over the reference that `raw` carries, and gives back the one to what was here.
  void Put(const rep::RawValue& raw) noexcept {
    const rep::RawValue fresh = raw;
    if (raw_.flags != 0) [[unlikely]]
      rep::Release(raw_);
    raw_ = fresh;
  }

  rep::RawValue raw_;
};

static_assert(sizeof(Value) == 16);

}  // namespace dashflow
