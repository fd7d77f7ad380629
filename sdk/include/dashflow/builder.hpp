// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value/value_cast.hpp>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace dashflow::sdk {

// Owns a builder of the host. After a refused part the builder stays failed and Finish throws.
// [serial]
class Builder {
 public:
  Builder() : raw_(services.value->builder()) {
    if (raw_ == nullptr) throw Error(Category::kExhausted, "out_of_memory", "No memory is left.");
  }
  Builder(Builder&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
  Builder& operator=(Builder&& other) noexcept {
    std::swap(raw_, other.raw_);
    return *this;
  }
  ~Builder() {
    if (raw_ != nullptr) services.value->abort(raw_);
  }

  Builder& BeginArray() { return Done(services.value->begin_array(raw_)); }
  Builder& BeginObject() { return Done(services.value->begin_object(raw_)); }
  Builder& Key(std::string_view key) { return Done(services.value->key(raw_, ToText(key))); }
  Builder& Put(ValueView value) { return Done(services.value->put(raw_, &value.raw())); }
  Builder& End() { return Done(services.value->end(raw_)); }
  // The one value that was built; the builder is used up.
  Value Finish() {
    df_value raw{};
    const df_status status = services.value->finish(std::exchange(raw_, nullptr), &raw);
    Value value = Value::Adopt(raw);
    Check(status, "a value that was built");
    return value;
  }

 private:
  // Finish reports what went wrong on the way.
  Builder& Done(df_status) { return *this; }

  df_builder* raw_;
};

// sdk::Value report = sdk::ObjectBuilder().Set("path", path).Set("words", count).Build();
class ObjectBuilder {
 public:
  ObjectBuilder() { builder_.BeginObject(); }
  ObjectBuilder& Set(std::string_view key, ValueView value) {
    builder_.Key(key).Put(value);
    return *this;
  }
  Value Build() { return builder_.End().Finish(); }

 private:
  Builder builder_;
};

class ArrayBuilder {
 public:
  ArrayBuilder() { builder_.BeginArray(); }
  ArrayBuilder& Add(ValueView value) {
    builder_.Put(value);
    return *this;
  }
  Value Build() { return builder_.End().Finish(); }

 private:
  Builder builder_;
};

template <class Range>
Value ToArray(const Range& range) {
  ArrayBuilder builder;
  for (const auto& element : range) builder.Add(element);
  return builder.Build();
}

// New values that share the old parts: O(1) and O(log n), however large the old one is.
inline Value Append(ValueView array, ValueView element) {
  df_value raw{};
  const df_status status = services.value->append(&array.raw(), &element.raw(), &raw);
  Value value = Value::Adopt(raw);
  Check(status, "to append to a value that is no array");
  return value;
}
inline Value With(ValueView object, std::string_view key, ValueView member) {
  df_value raw{};
  const df_status status = services.value->set(&object.raw(), ToText(key), &member.raw(), &raw);
  Value value = Value::Adopt(raw);
  Check(status, "to set a member of a value that is no object");
  return value;
}

}  // namespace dashflow::sdk
