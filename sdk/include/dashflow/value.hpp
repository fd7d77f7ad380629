// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/glue/status.hpp>
#include <dashflow/value/value_view.hpp>
#include <string>
#include <utility>

namespace dashflow::sdk {

// An owned value: shares what it was made of, copies cost a count. Use -> for the accessors of
// ValueView. Copies are [any-thread]; one Value object is not to be assigned while another thread
// reads it.
class Value {
 public:
  Value() noexcept = default;
  // Keeps what `view` looks at; a text that belongs to the plugin is copied. Throws invalid_input
  // unless it is UTF-8.
  template <class T>
  requires std::convertible_to<const T&, ValueView> &&
      (!std::same_as<T, Value>)Value(const T& source)
      : Value(Keep(ValueView(source))) {}
  Value(const Value& other) noexcept : view_(other.view_) {
    if (counted()) services.value->retain(&view_.raw());
  }
  Value(Value&& other) noexcept : view_(std::exchange(other.view_, {})) {}
  Value& operator=(Value other) noexcept {
    std::swap(view_, other.view_);
    return *this;
  }
  ~Value() {
    df_value raw = view_.raw();
    if (counted()) services.value->release(&raw);
  }

  // Takes the reference that `raw` holds.
  static Value Adopt(const df_value& raw) noexcept {
    Value value;
    value.view_ = ValueView(raw);
    return value;
  }
  // Gives the reference away.
  df_value Release() noexcept { return std::exchange(view_, {}).raw(); }

  // Throws invalid_input `invalid_json` with the place. FromFlat: the host's binary form.
  static Value FromJson(std::string_view json) {
    return Decode(services.value->from_json, json, "invalid_json");
  }
  static Value FromFlat(std::string_view flat) {
    return Decode(services.value->from_flat, flat, "invalid_flat");
  }
  std::string ToFlat() const;

  ValueView view() const noexcept { return view_; }
  // The bytes of a string or of bytes; empty for others.
  std::string_view text() const noexcept { return view_.text(); }
  operator ValueView() const noexcept { return view_; }
  const ValueView* operator->() const noexcept { return &view_; }
  bool operator==(const Value& other) const noexcept { return view_ == other.view_; }

 private:
  using Decoder = df_status (*)(df_text, df_value*) noexcept;

  bool counted() const noexcept { return (view_.raw().flags & DF_VALUE_COUNTED) != 0; }

  static Value Keep(ValueView view) {
    df_value raw = view.raw();
    if ((raw.flags & DF_VALUE_COUNTED) != 0) {
      services.value->retain(&raw);
    } else if (view.kind() == Kind::kString) {
      Check(services.value->string({raw.as.text, raw.size}, &raw), "a text that is not UTF-8");
    } else if (view.kind() == Kind::kBytes) {
      Check(services.value->bytes({raw.as.text, raw.size}, &raw), "bytes");
    }
    return Adopt(raw);
  }
  static Value Decode(Decoder decoder, std::string_view text, const char* code) {
    df_value raw{};
    const df_status status = decoder(ToText(text), &raw);
    Value value = Adopt(raw);
    if (status == DF_OK) return value;
    throw Error(CategoryOf(status), code, std::string(value.text()));
  }

  ValueView view_;
};

}  // namespace dashflow::sdk
