// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.hpp>
#include <dashflow/value/value_range.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace dashflow::sdk {

[[noreturn]] inline void ThrowWrongType(std::string_view what, std::string_view wanted,
                                        Kind found) {
  throw InvalidInput("wrong_type", "The " + std::string(what) + " is a value of kind " +
                                       std::string(KindName(found)) + ", not " +
                                       std::string(wanted) + ".");
}

// How a value becomes a T; specialise it for types of your own.
template <class T>
struct ValueCast;

template <>
struct ValueCast<bool> {
  static bool Get(ValueView view, std::string_view what) {
    if (view.kind() != Kind::kBool) ThrowWrongType(what, "boolean", view.kind());
    return view.raw().as.i64 != 0;
  }
};

template <Integer T>
struct ValueCast<T> {
  static T Get(ValueView view, std::string_view what) {
    const auto& as = view.raw().as;
    if (view.kind() == Kind::kInt && std::in_range<T>(as.i64)) return static_cast<T>(as.i64);
    if (view.kind() == Kind::kUint && std::in_range<T>(as.u64)) return static_cast<T>(as.u64);
    if (view.kind() != Kind::kInt && view.kind() != Kind::kUint) {
      ThrowWrongType(what, "integer", view.kind());
    }
    throw InvalidInput("out_of_range", "The " + std::string(what) + " " + view.ToJson() +
                                           " is outside the range that is possible here.");
  }
};

template <std::floating_point T>
struct ValueCast<T> {
  static T Get(ValueView view, std::string_view what) {
    const auto& as = view.raw().as;
    if (view.kind() == Kind::kDouble) return static_cast<T>(as.f64);
    if (view.kind() == Kind::kInt) return static_cast<T>(as.i64);
    if (view.kind() == Kind::kUint) return static_cast<T>(as.u64);
    ThrowWrongType(what, "number", view.kind());
  }
};

template <>
struct ValueCast<std::string_view> {
  static std::string_view Get(ValueView view, std::string_view what) {
    if (view.kind() != Kind::kString && view.kind() != Kind::kBytes) {
      ThrowWrongType(what, "string", view.kind());
    }
    return view.text();
  }
};

template <>
struct ValueCast<std::string> {
  static std::string Get(ValueView view, std::string_view what) {
    return std::string(ValueCast<std::string_view>::Get(view, what));
  }
};

template <>
struct ValueCast<ValueView> {
  static ValueView Get(ValueView view, std::string_view) { return view; }
};

template <>
struct ValueCast<Value> {
  static Value Get(ValueView view, std::string_view) { return Value(view); }
};

template <class T>
struct ValueCast<std::optional<T>> {
  static std::optional<T> Get(ValueView view, std::string_view what) {
    if (view.is_null()) return std::nullopt;
    return view.As<T>(what);
  }
};

template <class T>
struct ValueCast<std::vector<T>> {
  static std::vector<T> Get(ValueView view, std::string_view what) {
    if (view.kind() != Kind::kArray) ThrowWrongType(what, "array", view.kind());
    std::vector<T> elements;
    elements.reserve(view.size());
    for (ValueView element : view.Elements()) elements.push_back(element.As<T>(what));
    return elements;
  }
};

template <class T>
T ValueView::As(std::string_view what) const {
  return ValueCast<T>::Get(*this, what);
}

inline std::string ValueView::ToJson() const {
  df_value raw{};
  const df_status status = services.value->to_json(&raw_, &raw);
  const Value json = Value::Adopt(raw);
  Check(status, "to print a value as JSON");
  return std::string(json.text());
}

inline std::string Value::ToFlat() const {
  df_value raw{};
  const df_status status = services.value->to_flat(&view_.raw(), &raw);
  const Value flat = Adopt(raw);
  Check(status, "to encode a value");
  return std::string(flat.text());
}

}  // namespace dashflow::sdk
