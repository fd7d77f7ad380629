// SPDX-License-Identifier: Apache-2.0
#include "host/expression/type/type.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dashflow::expression {

struct Type::Shape {
  Type element;
  std::vector<Field> fields;
  bool closed = false;
};

Type Type::List(Type element) {
  Type list(Kind::kList);
  if (element != Type())
    list.shape_ = std::make_shared<Shape>(Shape{std::move(element), {}, false});
  return list;
}

Type Type::Map(Type value) {
  Type map(Kind::kMap);
  if (value != Type()) map.shape_ = std::make_shared<Shape>(Shape{std::move(value), {}, false});
  return map;
}

Type Type::Object(std::vector<Field> fields, bool closed) {
  Type object(Kind::kMap);
  object.shape_ = std::make_shared<Shape>(Shape{{}, std::move(fields), closed});
  return object;
}

Type Type::OrNull() const {
  Type type = *this;
  type.nullable_ = kind_ != Kind::kDyn && kind_ != Kind::kNull;
  return type;
}

Type Type::NotNull() const {
  Type type = *this;
  type.nullable_ = false;
  return type;
}

Type Type::element() const { return shape_ ? shape_->element : Type(); }
bool Type::closed() const { return shape_ && shape_->closed; }

const std::vector<Field>& Type::fields() const {
  static const std::vector<Field> kNone;
  return shape_ ? shape_->fields : kNone;
}

const Field* Type::FindField(std::string_view name) const {
  const auto found = std::ranges::find(fields(), name, &Field::name);
  return found == fields().end() ? nullptr : &*found;
}

std::string Type::Name() const {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"dyn", "null", "bool", "int", "uint", "double", "string",
                                       "bytes", "list", "map", "timestamp", "duration", "type"});
  std::string name(kNames[static_cast<std::size_t>(kind_)]);
  if (shape_ && !element().is_dyn()) name += "(" + element().Name() + ")";
  return nullable_ ? name + " or null" : name;
}

bool Type::operator==(const Type& other) const {
  return kind_ == other.kind_ && nullable_ == other.nullable_ && closed() == other.closed() &&
         (shape_ == other.shape_ || (element() == other.element() && fields() == other.fields()));
}

}  // namespace dashflow::expression
