// SPDX-License-Identifier: Apache-2.0
#include "tests/property/value/values.h"

#include <bit>
#include <cmath>
#include <utility>
#include <vector>

#include "host/value/builder.h"

namespace dashflow {
namespace {

using rc::Gen;
namespace gen = rc::gen;

Gen<std::string> AnyCharacter() {
  return gen::weightedOneOf<std::string>(
      {{6, gen::map(gen::inRange<int>(0, 0x80),
                    [](int c) { return std::string(1, static_cast<char>(c)); })},
       {1, gen::element<std::string>("é", "ß", "€", "\xed\x9f\xbf", "\xee\x80\x80", "😀",
                                     "\xf4\x8f\xbf\xbf")}});
}

Gen<Value> AnyNumber() {
  return gen::oneOf(
      gen::map(gen::arbitrary<std::int64_t>(), [](std::int64_t i) { return Value(i); }),
      gen::map(gen::arbitrary<std::uint64_t>(), [](std::uint64_t u) { return Value(u); }),
      gen::element(Value(INT64_MIN), Value(INT64_MAX), Value(UINT64_MAX), Value(-0.0)),
      gen::map(AnyDouble(), [](double d) { return Value(d); }));
}

Gen<Value> AnyLeaf(bool with_bytes) {
  const auto text = gen::map(AnyText(), [](const std::string& t) { return Value(t); });
  const auto bytes =
      gen::map(gen::arbitrary<std::string>(), [](const std::string& b) { return Value::Bytes(b); });
  return gen::oneOf(gen::element(Value(), Value(false), Value(true)), AnyNumber(), text,
                    with_bytes ? bytes : text);
}

Gen<Value> AnyArray(ValueShape inner) {
  return gen::map(gen::container<std::vector<Value>>(AnyValue(inner)),
                  [](std::vector<Value> elements) { return BuildArray(elements); });
}

Gen<Value> AnyObject(ValueShape inner) {
  using Members = std::vector<std::pair<std::string, Value>>;
  const auto members =
      gen::container<Members>(gen::pair(gen::oneOf(FewKeys(), AnyText()), AnyValue(inner)));
  return gen::map(members, [](const Members& list) {
    ObjectBuilder builder;
    for (const auto& [key, value] : list) builder.Add(key, value);
    return std::move(builder).Build();
  });
}

}  // namespace

Gen<std::string> AnyText() {
  return gen::map(gen::container<std::vector<std::string>>(AnyCharacter()),
                  [](const std::vector<std::string>& characters) {
                    std::string text;
                    for (const std::string& character : characters) text += character;
                    return text;
                  });
}

Gen<std::string> FewKeys() {
  return gen::map(gen::resize(rc::kNominalSize, gen::inRange(0, 60)),
                  [](int i) { return "key " + std::to_string(i); });
}

Gen<double> AnyDouble() {
  const auto bits = gen::map(gen::arbitrary<std::uint64_t>(),
                             [](std::uint64_t b) { return std::bit_cast<double>(b); });
  return gen::suchThat(gen::oneOf(bits, gen::arbitrary<double>()),
                       [](double d) { return std::isfinite(d); });
}

Gen<Value> AnyValue(ValueShape shape) {
  if (shape.depth == 0) return AnyLeaf(shape.with_bytes);
  ValueShape inner = shape;
  --inner.depth;
  return gen::weightedOneOf<Value>(
      {{2, AnyLeaf(shape.with_bytes)},
       {1, gen::scale(0.4, gen::lazy([inner] { return AnyArray(inner); }))},
       {1, gen::scale(0.4, gen::lazy([inner] { return AnyObject(inner); }))}});
}

}  // namespace dashflow
