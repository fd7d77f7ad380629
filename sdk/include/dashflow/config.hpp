// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/builder.hpp>
#include <string>
#include <string_view>

namespace dashflow::sdk {

// A node's `with:` or a store's settings: an object that fits the schema of the spec, defaults
// filled in. Good for the time of the constructor: keep strings and Values, not string_views and
// ValueViews.
class Config {
 public:
  explicit Config(ValueView object) : object_(object) {}

  // Throws invalid_input that names the key when it is absent or of another type.
  template <class T>
  T Get(std::string_view key) const {
    if (!object_.Has(key)) {
      throw InvalidInput("missing_setting", "The setting " + std::string(key) + " is missing.");
    }
    return object_[key].As<T>("setting " + std::string(key));
  }
  // `fallback` when the key is absent or null.
  template <class T>
  T Get(std::string_view key, T fallback) const {
    return object_[key].is_null() ? fallback : Get<T>(key);
  }
  bool Has(std::string_view key) const { return object_.Has(key); }
  ValueView operator[](std::string_view key) const { return object_[key]; }
  ValueView view() const { return object_; }

 private:
  ValueView object_;
};

}  // namespace dashflow::sdk
