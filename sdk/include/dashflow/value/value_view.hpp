// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <dashflow/error.hpp>
#include <dashflow/glue/services.hpp>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace dashflow::sdk {

enum class Kind : std::uint8_t {
  kNull = DF_KIND_NULL,
  kBool = DF_KIND_BOOL,
  kInt = DF_KIND_INT,
  kUint = DF_KIND_UINT,  // only above INT64_MAX
  kDouble = DF_KIND_DOUBLE,
  kString = DF_KIND_STRING,
  kBytes = DF_KIND_BYTES,
  kArray = DF_KIND_ARRAY,
  kObject = DF_KIND_OBJECT,
};

constexpr std::string_view KindName(Kind kind) {
  constexpr std::string_view kNames[] = {"null",   "boolean", "integer", "integer", "number",
                                         "string", "bytes",   "array",   "object"};
  return kNames[static_cast<std::size_t>(kind)];
}

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

class ElementRange;
class MemberRange;

// A look at a value: 16 bytes, copied freely, owns nothing. It is good as long as what it looks at:
// the call for inputs and channels, the text for a view made of a text. To keep a value longer,
// make a Value of it. Immutable. [any-thread]
//
// Scalars and texts turn into views by themselves: call.Out<"count">(3), builder.Set("name", name).
class ValueView {
 public:
  constexpr ValueView() noexcept : ValueView(Kind::kNull, 0, {.i64 = 0}) {}
  constexpr ValueView(std::nullptr_t) noexcept : ValueView() {}
  constexpr ValueView(std::same_as<bool> auto flag) noexcept
      : ValueView(Kind::kBool, 0, {.i64 = flag ? 1 : 0}) {}
  template <Integer T>
  constexpr ValueView(T number) noexcept {
    if constexpr (std::is_unsigned_v<T> && sizeof(T) == 8) {
      const bool large = number > static_cast<T>(std::numeric_limits<std::int64_t>::max());
      raw_ = {KindOf(large ? Kind::kUint : Kind::kInt), 0, 0, 0, {.u64 = number}};
    } else {
      raw_ = {KindOf(Kind::kInt), 0, 0, 0, {.i64 = number}};
    }
  }
  // Throws invalid_input for NaN and infinities, which no value can be.
  ValueView(std::floating_point auto number)
      : ValueView(Kind::kDouble, 0, {.f64 = static_cast<double>(number)}) {
    if (!std::isfinite(number))
      throw InvalidInput("not_finite", "NaN and infinities are no values.");
  }
  // REQUIRES: UTF-8; the host checks when it takes the text.
  template <class T>
  requires std::convertible_to<const T&, std::string_view> ValueView(const T& text)
      : ValueView(Kind::kString, std::string_view(text)) {}
  constexpr explicit ValueView(const df_value& raw) noexcept : raw_(raw) {}

  static ValueView Bytes(std::string_view bytes) { return {Kind::kBytes, bytes}; }
  static ValueView Bytes(std::span<const std::byte> bytes) {
    return Bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }

  Kind kind() const noexcept {
    return raw_.kind <= DF_KIND_OBJECT ? static_cast<Kind>(raw_.kind) : Kind::kNull;
  }
  bool is_null() const noexcept { return kind() == Kind::kNull; }
  explicit operator bool() const noexcept { return !is_null(); }
  // Bytes of a text, elements of an array, members of an object; 0 for others.
  std::size_t size() const noexcept { return raw_.size; }
  const df_value& raw() const noexcept { return raw_; }
  // The bytes of a string or of bytes; empty for others.
  std::string_view text() const noexcept {
    const bool has_text = kind() == Kind::kString || kind() == Kind::kBytes;
    return has_text ? std::string_view(raw_.as.text, raw_.size) : std::string_view();
  }

  // The value as T: bool, an integer, a floating-point number (from integers too), std::string,
  // std::string_view (strings and bytes; borrowed), ValueView, Value, std::optional<T> (null =
  // none), std::vector<T>. Throws invalid_input `wrong_type`, naming `what`, when it is not one or
  // does not fit. See value_cast.hpp.
  template <class T>
  T As(std::string_view what = "value") const;

  // Objects: the member, or null when there is none or this is no object.
  ValueView operator[](std::string_view key) const noexcept;
  bool Has(std::string_view key) const noexcept;
  // Arrays: the element, or null when there is none or this is no array.
  ValueView operator[](std::size_t index) const noexcept;
  // for (sdk::ValueView element : view.Elements()); empty when this is no array.
  ElementRange Elements() const noexcept;
  // for (auto [key, value] : view.Members()); empty when this is no object.
  MemberRange Members() const noexcept;

  std::string ToJson() const;
  std::uint64_t Hash() const noexcept { return services.value->hash(&raw_); }
  bool operator==(const ValueView& other) const noexcept {
    return services.value->equal(&raw_, &other.raw_) != 0;
  }

 private:
  using Payload = decltype(df_value::as);
  static constexpr std::uint8_t KindOf(Kind kind) { return static_cast<std::uint8_t>(kind); }

  constexpr ValueView(Kind kind, std::uint32_t size, Payload as) noexcept
      : raw_{KindOf(kind), 0, 0, size, as} {}
  ValueView(Kind kind, std::string_view text)
      : ValueView(kind, static_cast<std::uint32_t>(text.size()), {.text = text.data()}) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
      throw InvalidInput("too_large", "A text of 4 GiB or more is no value.");
    }
  }

  df_value raw_;
};

}  // namespace dashflow::sdk
