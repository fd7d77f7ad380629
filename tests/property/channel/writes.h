// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "host/channel/reducer.h"
#include "host/value/builder.h"
#include "host/value/value.h"

namespace dashflow::channel {

// Small domains, so that equal keys, ids and elements meet often.
inline rc::Gen<Value> Scalar() {
  return rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(0, 4), [](int i) { return Value(i); }),
      rc::gen::map(rc::gen::inRange(0, 4), [](int i) { return Value(static_cast<double>(i)); }),
      rc::gen::map(rc::gen::inRange(0, 3),
                   [](int i) { return Value(std::string(1, static_cast<char>('a' + i))); }),
      rc::gen::just(Value()));
}

inline rc::Gen<Value> Number() {
  return rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(-5, 5), [](int i) { return Value(i); }),
      rc::gen::map(rc::gen::inRange(-5, 5), [](int i) { return Value(static_cast<double>(i)); }),
      rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t i) { return Value(i); }),
      rc::gen::map(rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t i) { return Value(i); }),
      rc::gen::map(rc::gen::inRange(-1000, 1000), [](int i) { return Value(i * 0.1); }),
      rc::gen::element(Value(9007199254740993), Value(9007199254740992.0), Value(-0.0),
                       Value(0x1p63), Value(0x1p64), Value(1e300)));
}

inline Value ListOf(const std::vector<Value>& elements) {
  ArrayBuilder list;
  for (const Value& element : elements) list.Add(element);
  return std::move(list).Build();
}

inline rc::Gen<Value> List() {
  return rc::gen::map(rc::gen::container<std::vector<Value>>(Scalar()), &ListOf);
}

inline rc::Gen<Value> Object() {
  const auto member = rc::gen::pair(rc::gen::element<std::string>("a", "b", "c", "d"), Scalar());
  return rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, Value>>>(member),
                      [](const auto& members) {
                        ObjectBuilder object;
                        for (const auto& [key, value] : members) object.Add(key, value);
                        return std::move(object).Build();
                      });
}

inline rc::Gen<Value> Text() {
  return rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange('a', 'd')),
                      [](const std::string& text) { return Value(text); });
}

inline rc::Gen<Value> Messages() {
  const auto message = rc::gen::map(
      rc::gen::pair(rc::gen::element<std::string>("", "x", "y"), rc::gen::inRange(0, 3)),
      [](const auto& parts) {
        ObjectBuilder object;
        if (!parts.first.empty()) object.Add("id", Value(parts.first));
        object.Add("n", Value(parts.second));
        return std::move(object).Build();
      });
  return rc::gen::map(rc::gen::container<std::vector<Value>>(message), &ListOf);
}

// Values that are writes of the reducer and that its channel may hold.
inline rc::Gen<Value> ValuesOf(const Reducer& reducer) {
  const std::string_view name = reducer.name();
  if (name == "sum") return Number();
  if (name == "min" || name == "max") return Number();
  if (name == "merge") return Object();
  if (name == "and" || name == "or")
    return rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); });
  if (name == "text") return Text();
  if (name == "messages") return Messages();
  return List();
}

}  // namespace dashflow::channel
