// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/expression/cel_case.h"

#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "host/expression/check/checker.h"
#include "host/expression/operand/containers.h"
#include "host/expression/operand/display.h"
#include "host/expression/run/compiler.h"
#include "host/expression/run/machine.h"
#include "host/expression/syntax/parser.h"
#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::expression {
namespace {

// The format writes a value as an object of one member whose key is the type: {"int": 1}.
struct Typed {
  std::string type;
  Value value;
};

Typed TypedOf(const Value& value) {
  Typed typed;
  if (value.kind() == Kind::kBool) return {"bool", value};
  value.ForEachMember([&](const Value& key, const Value& content) {
    typed = {std::string(key.as_text()), content};
  });
  return typed;
}

double DoubleOf(const Value& value) {
  if (value.kind() == Kind::kDouble) return value.as_double();
  if (value.kind() == Kind::kInt) return static_cast<double>(value.as_int());
  return std::stod(std::string(value.as_text()));
}

std::uint64_t UintOf(const Value& value) {
  return value.is_string() ? std::stoull(std::string(value.as_text())) : value.as_uint();
}

std::int64_t IntOf(const Value& value) {
  return value.is_string() ? std::stoll(std::string(value.as_text())) : value.as_int();
}

// REQUIRES: base64 with padding.
std::string BytesOf(std::string_view text) {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int num_bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    bits = (bits << 6) | static_cast<std::uint32_t>(kAlphabet.find(c));
    num_bits += 6;
    if (num_bits < 8) continue;
    num_bits -= 8;
    bytes += static_cast<char>(bits >> num_bits);
  }
  return bytes;
}

Value BindingOf(const Value& given);

Value ListOf(const Value& items) {
  ArrayBuilder builder;
  items.ForEachElement([&](const Value& item) { builder.Add(BindingOf(item)); });
  return std::move(builder).Build();
}

Value MapOf(const Value& pairs) {
  ObjectBuilder builder;
  pairs.ForEachElement(
      [&](const Value& pair) { builder.Add(BindingOf(pair.At(0)), BindingOf(pair.At(1))); });
  return std::move(builder).Build();
}

Value BindingOf(const Value& given) {
  if (given.is_null()) return given;
  const auto [type, value] = TypedOf(given);
  if (type == "int") return IntOf(value);
  if (type == "uint") return UintOf(value);
  if (type == "double") return DoubleOf(value);
  if (type == "bytes") return Value::Bytes(BytesOf(value.as_text()));
  if (type == "list") return ListOf(value);
  if (type == "map") return MapOf(value);
  return value;
}

class CaseBinding final : public Binding {
 public:
  CaseBinding(const Value& bindings, Scope& scope) {
    if (!bindings.is_object()) return;
    bindings.ForEachMember([&](const Value& name, const Value& value) {
      scope.AddRoot(std::string(name.as_text()), static_cast<std::uint32_t>(values_.size()));
      values_.push_back(BindingOf(value));
    });
  }
  const Value* Get(std::uint32_t slot) const override { return &values_[slot]; }

 private:
  std::vector<Value> values_;
};

bool Same(const Operand& found, const Value& expected);

bool SameList(const Operand& found, const Value& expected) {
  if (ListSize(found) != expected.size()) return false;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (!Same(ListAt(found, i), expected.At(i))) return false;
  }
  return true;
}

bool SameMap(const Operand& found, const Value& expected) {
  if (MapSize(found) != expected.size()) return false;
  Arena arena;
  const auto entries = MapEntries(found, arena);
  for (std::size_t pair = 0; pair < expected.size(); ++pair) {
    bool hit = false;
    for (std::size_t i = 0; i < entries.size(); i += 2) {
      hit = hit || (Same(entries[i], expected.At(pair).At(0)) &&
                    Same(entries[i + 1], expected.At(pair).At(1)));
    }
    if (!hit) return false;
  }
  return true;
}

bool SameDouble(double found, double expected) {
  return std::isnan(expected) ? std::isnan(found) : found == expected;
}

// The type must be the expected one, too: 1u is not 1.
bool Same(const Operand& found, const Value& expected) {
  if (expected.is_null()) return found.tag == Tag::kNull;
  const auto [type, value] = TypedOf(expected);
  if (TagName(found.tag) != type) return false;
  switch (found.tag) {
    case Tag::kBool:
      return found.boolean() == value.as_bool();
    case Tag::kInt:
      return found.as.integer == IntOf(value);
    case Tag::kUint:
      return found.as.unsigned_integer == UintOf(value);
    case Tag::kDouble:
      return SameDouble(found.as.real, DoubleOf(value));
    case Tag::kString:
      return found.text() == value.as_text();
    case Tag::kBytes:
      return found.text() == BytesOf(value.as_text());
    case Tag::kList:
      return SameList(found, value);
    case Tag::kMap:
      return SameMap(found, value);
    case Tag::kType:
      return TagName(static_cast<Tag>(found.as.integer)) == value.as_text();
    default:
      return false;
  }
}

std::string Judge(const CelCase& test, const Operand& found) {
  if (found.is_fault()) return test.fails ? "" : "fails: " + std::string(found.as.fault->cause);
  if (test.fails) return "should fail, gives " + Display(found);
  return Same(found, test.value) ? "" : "gives " + Display(found) + ", not " + ToJson(test.value);
}

std::string Text(const Value& object, std::string_view key) {
  const Value* found = object.Find(key);
  return found == nullptr ? std::string() : std::string(found->as_text());
}

CelCase CaseOf(const Value& object) {
  CelCase test{Text(object, "suite"),
               Text(object, "section"),
               Text(object, "name"),
               Text(object, "expr"),
               {},
               {},
               object.Find("error") != nullptr};
  if (const Value* optional = object.Find("optional")) test.optional = optional->as_bool();
  if (const Value* bindings = object.Find("bindings")) test.bindings = *bindings;
  if (const Value* value = object.Find("value")) test.value = *value;
  return test;
}

}  // namespace

std::vector<CelCase> LoadCelCases(const std::filesystem::path& file, std::string& problem) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const Result<Value> parsed = ParseJson(text, file.string());
  if (parsed.has_error() || !parsed->is_array()) {
    problem = file.string() + " is no list of cases";
    return {};
  }
  std::vector<CelCase> cases;
  parsed->ForEachElement([&](const Value& test) { cases.push_back(CaseOf(test)); });
  return cases;
}

std::string RunCelCase(const CelCase& test) {
  Scope scope;
  const CaseBinding binding(test.bindings, scope);
  const Parsed parsed = Parse(test.expr);
  if (!parsed.root) return test.fails ? "" : "does not parse: " + parsed.problem.cause;
  const Checked checked = Checker(scope, true).Run(*parsed.root, parsed.num_nodes);
  if (!checked.problems.empty()) {
    return test.fails ? "" : "is refused: " + checked.problems.front().cause;
  }
  Program program;
  Compiler(checked, program).Run(*parsed.root);
  Machine machine(program, binding, 1'000'000);
  return Judge(test, machine.Run());
}

}  // namespace dashflow::expression
