// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "host/expression/expression.h"
#include "host/expression/syntax/parser.h"
#include "host/expression/syntax/printer.h"
#include "host/value/json.h"

namespace {

namespace cel = dashflow::expression;
using dashflow::Value;

void Require(bool holds) {
  if (!holds) std::abort();
}

class FewNames final : public cel::Binding {
 public:
  const Value* Get(std::uint32_t slot) const override { return slot == 0 ? &list_ : nullptr; }
  const Value* Find(std::string_view name) const override { return values_.Find(name); }

 private:
  Value list_ = dashflow::ParseJson(R"([1,"b",2.5,null,{"a":[true]}])").value();
  Value values_ = dashflow::ParseJson(R"({"n":3,"t":"abc","m":{"a":1,"b":{"c":[]}}})").value();
};

void TryPrinting(std::string_view source) {
  const cel::Parsed parsed = cel::Parse(source);
  if (!parsed.root) return;
  const cel::Parsed again = cel::Parse(cel::Print(*parsed.root));
  Require(again.root != nullptr && cel::SameTree(*parsed.root, *again.root));
}

void TryEvaluating(const dashflow::Result<cel::Expression>& expression, const FewNames& names) {
  if (expression.has_error()) {
    const dashflow::Place& place = expression.error().place();
    Require(place.line >= 1 && place.column >= 1 && !expression.error().message().empty());
    return;
  }
  const auto result = expression->Evaluate(names, 20'000);
  Require(result.has_value() || result.error().place().column >= 1);
}

}  // namespace

// Any text compiles or is refused with its place; what compiles ends in a value or an error; what
// parses prints and parses to the same tree.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  static const FewNames names;
  cel::Scope scope;
  scope.AddChannel("list", 0, cel::Type::List(cel::Type()));
  scope.AddChannel("n", 1, cel::Type::Kind::kInt);
  scope.AddRoot("run.id", 2, cel::Type::Kind::kString);
  TryPrinting(source);
  TryEvaluating(cel::Expression::Compile(source, scope), names);
  TryEvaluating(cel::Expression::CompileOpen(source, scope), names);
  return 0;
}
