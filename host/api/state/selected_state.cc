// SPDX-License-Identifier: Apache-2.0
#include "host/api/state/selected_state.h"

#include <string_view>
#include <utility>

#include "host/api/request/body.h"
#include "host/api/request/page.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

constexpr std::string_view kValues = "values";
constexpr std::string_view kInValues = "values.";

// "values.x" as x, anything else as it is not.
Value NamesInValues(const Value& select) {
  ArrayBuilder names;
  select.ForEachElement([&names](const Value& name) {
    if (name.is_string() && name.as_text().starts_with(kInValues))
      names.Add(name.as_text().substr(kInValues.size()));
  });
  return std::move(names).Build();
}

}  // namespace

Value SelectedState(const Value& state, const Value& select) {
  if (!select.is_array()) return state;
  Value selected = Selected(state, select);
  const Value inner = NamesInValues(select);
  if (inner.empty() || selected.Find(kValues) != nullptr) return selected;
  return std::move(selected).Set(kValues, Selected(ObjectOf(state, kValues), inner));
}

Value SelectedStates(const Value& states, const Value& select) {
  ArrayBuilder selected;
  states.ForEachElement([&](const Value& state) { selected.Add(SelectedState(state, select)); });
  return std::move(selected).Build();
}

}  // namespace dashflow::api
