// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "host/config/yaml_document.h"
#include "host/graph/normal_form.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::graph {
namespace {

using config::Tree;

rc::Gen<Value> Scalar() {
  return rc::gen::oneOf(
      rc::gen::just(Value()),
      rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Value(b); }),
      rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t i) { return Value(i); }),
      rc::gen::map(rc::gen::arbitrary<std::int32_t>(),
                   [](std::int32_t i) { return Value(i / 256.0); }),
      rc::gen::map(rc::gen::element<std::string>("", "x", "no", "1", "null", "a: b", "- x", "é",
                                                 "\"'\\\n\t", "😀"),
                   [](const std::string& text) { return Value(text); }));
}

Value MakeArray(const std::vector<Value>& elements) {
  ArrayBuilder array;
  for (const Value& element : elements) array.Add(element);
  return std::move(array).Build();
}

Value MakeObject(const std::vector<std::pair<std::string, Value>>& members) {
  ObjectBuilder object;
  for (const auto& [key, value] : members) object.Add(std::string_view(key), value);
  return std::move(object).Build();
}

rc::Gen<Value> Document(int depth) {
  if (depth == 0) return Scalar();
  const auto key = rc::gen::element<std::string>("a", "b", "c", "true", "1", "x-y");
  return rc::gen::oneOf(
      Scalar(),
      rc::gen::map(rc::gen::resize(4, rc::gen::container<std::vector<Value>>(Document(depth - 1))),
                   MakeArray),
      rc::gen::map(
          rc::gen::resize(4, rc::gen::container<std::vector<std::pair<std::string, Value>>>(
                                 rc::gen::pair(key, Document(depth - 1)))),
          MakeObject));
}

Tree Parse(const std::string& yaml) {
  config::YamlReport report = config::ParseYaml(yaml, {});
  for (const Error& error : report.errors) RC_FAIL(yaml + ": " + error.message());
  return std::move(report.tree).value();
}

// Members turned around, at every depth.
Tree Reordered(Tree tree) {
  std::ranges::reverse(tree.members);
  for (config::Member& member : tree.members) member.value = Reordered(std::move(member.value));
  for (Tree& element : tree.elements) element = Reordered(std::move(element));
  return tree;
}

RC_GTEST_PROP(Yaml, ReadsJsonAsTheJsonDecoderDoes, ()) {
  const Value value = MakeArray({*Document(3)});
  RC_ASSERT(ToValue(Parse(ToJson(value))) == value);
  RC_ASSERT(ToValue(Parse(ToPrettyJson(value))) == value);
}

RC_GTEST_PROP(NormalForm, IgnoresLayoutAndOrder, ()) {
  const Value value = MakeObject({{"a", *Document(3)}, {"b", *Document(3)}});
  const std::string form = NormalForm(Parse(ToJson(value)));
  RC_ASSERT(NormalForm(Parse(ToPrettyJson(value))) == form);
  RC_ASSERT(NormalForm(Reordered(Parse(ToJson(value)))) == form);
}

RC_GTEST_PROP(NormalForm, IsJsonOfTheSameValue, ()) {
  const Value value = MakeObject({{"a", *Document(3)}});
  RC_ASSERT(ParseJson(NormalForm(Parse(ToJson(value)))).value() == value);
}

}  // namespace
}  // namespace dashflow::graph
