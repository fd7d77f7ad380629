// SPDX-License-Identifier: Apache-2.0
#include "host/expression/operand/to_value.h"

#include <cmath>

#include "host/expression/operand/containers.h"
#include "host/expression/operand/display.h"
#include "host/value/builder.h"

namespace dashflow::expression {
namespace {

class Converter {
 public:
  ToValueResult Run(const Operand& operand) {
    Value value = Convert(operand);
    if (problem_.empty() && value.depth() > kMaxDepth) Refuse("a value nested so deep");
    return {std::move(value), std::move(problem_)};
  }

 private:
  Value Convert(const Operand& operand) {
    if (operand.origin != nullptr) return *operand.origin;
    switch (operand.tag) {
      case Tag::kBool:
        return operand.boolean();
      case Tag::kInt:
        return operand.as.integer;
      case Tag::kUint:
        return operand.as.unsigned_integer;
      case Tag::kDouble:
        return Double(operand.as.real);
      case Tag::kString:
        return operand.text();
      case Tag::kBytes:
        return Value::Bytes(operand.text());
      case Tag::kList:
        return List(*operand.as.list);
      case Tag::kMap:
        return Map(*operand.as.map);
      case Tag::kNull:
        return nullptr;
      default:
        return Refuse("a " + std::string(TagName(operand.tag)) +
                      "; convert it with string() or int()");
    }
  }

  Value Double(double value) {
    return std::isfinite(value) ? Value(value) : Refuse("the number " + DoubleToText(value));
  }

  Value List(const ListRep& list) {
    ArrayBuilder builder;
    builder.Reserve(list.size);
    for (std::size_t i = 0; i < list.size && problem_.empty(); ++i)
      builder.Add(Convert(list.items[i]));
    return std::move(builder).Build();
  }

  Value Map(const MapRep& map) {
    ObjectBuilder builder;
    builder.Reserve(map.size);
    for (std::size_t i = 0; i < map.size && problem_.empty(); ++i) {
      const Operand& key = map.entries[2 * i];
      if (key.tag != Tag::kString) {
        return Refuse("a map with the key " + Display(key) + "; keys are strings");
      }
      builder.Add(Convert(key), Convert(map.entries[2 * i + 1]));
    }
    return std::move(builder).Build();
  }

  Value Refuse(std::string what) {
    if (problem_.empty()) problem_ = "the result is " + std::move(what);
    return nullptr;
  }

  std::string problem_;
};

}  // namespace

ToValueResult ToValue(const Operand& operand) {
  if (operand.origin != nullptr) return {*operand.origin, {}};
  return Converter().Run(operand);
}

}  // namespace dashflow::expression
