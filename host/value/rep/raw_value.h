// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

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

namespace rep {

inline constexpr std::uint8_t kCounted = 1;  // DF_VALUE_COUNTED: the payload is reference-counted

// A value without ownership, in the layout of `df_value`. Whoever holds one says whether it carries
// a reference. A counted payload points directly behind its `Counted`: at the bytes of a text, at
// the body of a vector. Without the flag a payload is a scalar, borrowed static bytes, or null
// (empty text, [] and {}).
struct RawValue {
  Kind kind = Kind::kNull;
  std::uint8_t flags = 0;
  std::uint16_t reserved = 0;
  std::uint32_t size = 0;  // bytes, elements or members; 0 for scalars
  union {
    std::int64_t i64 = 0;
    std::uint64_t u64;
    double f64;
    const char* text;
    const void* body;
  };
};

static_assert(sizeof(RawValue) == 16);

// The head of everything that is shared. Counts start at 1.
struct Counted {
  std::atomic<std::uint64_t> refs{1};
};

inline Counted& CountedOf(const RawValue& value) noexcept {
  return *(static_cast<Counted*>(const_cast<void*>(value.body)) - 1);
}

inline void Retain(const RawValue& value) noexcept {
  if (value.flags != 0) CountedOf(value).refs.fetch_add(1, std::memory_order_relaxed);
}

// True when the caller holds the only reference, so that nobody else can see a change.
inline bool IsUnique(const Counted& counted) noexcept {
  return counted.refs.load(std::memory_order_acquire) == 1;
}

// Gives one reference back; true when it was the last, and the caller must destroy.
inline bool DropRef(Counted& counted) noexcept {
  return IsUnique(counted) || counted.refs.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

// Ends a value whose last reference is gone. Never recurses, however deep it is.
void Destroy(const RawValue& value) noexcept;

inline void Release(const RawValue& value) noexcept {
  if (value.flags != 0 && DropRef(CountedOf(value))) Destroy(value);
}

}  // namespace rep
}  // namespace dashflow
