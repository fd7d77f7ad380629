// SPDX-License-Identifier: Apache-2.0
#include "host/graph/schema/reducer_choice.h"

#include <string>
#include <utility>

#include "host/channel/reducer.h"
#include "host/value/builder.h"

namespace dashflow::graph {
namespace {

std::string LawsOf(const channel::Reducer& reducer) {
  const channel::Laws laws = reducer.laws();
  std::string text;
  const auto add = [&text](bool holds, std::string_view law) {
    if (holds) text.append(text.empty() ? "" : ", ").append(law);
  };
  add(laws.associative, "associative");
  add(laws.commutative, "commutative");
  add(laws.idempotent, "idempotent");
  return text.empty() ? "obeys no law: the order of writes counts" : text;
}

}  // namespace

Value ReducerChoice() {
  ArrayBuilder choices;
  for (const channel::Reducer* reducer : channel::BuiltinReducers()) {
    choices.Add(
        Value::EmptyObject().Set("const", reducer->name()).Set("description", LawsOf(*reducer)));
  }
  choices.Add(Value::EmptyObject()
                  .Set("type", "string")
                  .Set("pattern", "^[a-z][a-z0-9-]*\\.")
                  .Set("description", "<plugin>.<reducer>"));
  return Value::EmptyObject().Set("anyOf", std::move(choices).Build());
}

}  // namespace dashflow::graph
