// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::expression {

struct Field;

// What is known about a value before it is there. Immutable, cheap to copy. [any-thread]
class Type {
 public:
  enum class Kind : std::uint8_t {
    kDyn,  // nothing is known
    kNull,
    kBool,
    kInt,
    kUint,
    kDouble,
    kString,
    kBytes,
    kList,
    kMap,
    kTimestamp,  // the last three exist only inside an expression
    kDuration,
    kType,
  };

  Type() = default;  // dyn
  Type(Kind kind) : kind_(kind) {}

  static Type List(Type element);
  static Type Map(Type value);
  // A map whose members are known by name; a closed one has no others.
  static Type Object(std::vector<Field> fields, bool closed);

  // The same type, or null: a channel without default or reducer.
  Type OrNull() const;
  Type NotNull() const;

  Kind kind() const { return kind_; }
  bool is_dyn() const { return kind_ == Kind::kDyn; }
  bool nullable() const { return nullable_; }
  bool is_number() const {
    return kind_ == Kind::kInt || kind_ == Kind::kUint || kind_ == Kind::kDouble;
  }

  // Elements of a list, values of a map; dyn where nothing is known.
  Type element() const;
  bool closed() const;
  // Null when no member of that name is known.
  const Field* FindField(std::string_view name) const;
  const std::vector<Field>& fields() const;

  // As it stands in messages: "list(int)", "string or null".
  std::string Name() const;
  bool operator==(const Type& other) const;

 private:
  struct Shape;

  Kind kind_ = Kind::kDyn;
  bool nullable_ = false;
  std::shared_ptr<const Shape> shape_;
};

struct Field {
  std::string name;
  Type type;
  bool operator==(const Field&) const = default;
};

}  // namespace dashflow::expression
