// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "host/expression/operand/arithmetic.h"
#include "host/expression/operand/compare.h"
#include "host/expression/operand/containers.h"
#include "host/expression/operand/display.h"
#include "host/expression/run/machine.h"

namespace dashflow::expression {
namespace {

// Nothing for what is no whole number of elements from the front.
std::optional<std::size_t> IndexOf(const Operand& index, std::size_t size) {
  const Operand first = Operand::Int(0);
  const Operand end = Operand::Uint(size);
  if (CompareNumbers(index, first) < 0 || !(CompareNumbers(index, end) < 0)) return std::nullopt;
  if (index.tag != Tag::kDouble) return static_cast<std::size_t>(index.as.unsigned_integer);
  const auto whole = static_cast<std::size_t>(index.as.real);
  if (static_cast<double>(whole) != index.as.real) return std::nullopt;
  return whole;
}

bool MatchesAll(const Overload& overload, std::span<const Operand> arguments) {
  if (!overload.Takes(arguments.size())) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!Matches(overload.Parameter(i), arguments[i].tag)) return false;
  }
  return true;
}

}  // namespace

void Machine::HasSlot(std::uint32_t slot) {
  const Value* value = binding_.Get(slot);
  Push(Operand::Bool(value != nullptr && !value->is_null()));
}

void Machine::FindOpenName(const OpenName& name) {
  const std::size_t size = name.parts.size();
  for (std::size_t num_fields = 0; num_fields < size; ++num_fields) {
    const Value* value = binding_.Find(name.candidates[num_fields]);
    if (value == nullptr) continue;
    Push(Operand::FromValue(*value));
    for (std::size_t i = size - num_fields; i < size; ++i) Select(name.parts[i]);
    return;
  }
  Push(evaluation_.Fail("unbound_name", {"there is no name \"", name.candidates.back(), "\""}));
}

void Machine::Select(const std::string& name) {
  Unary([&](const Operand& operand) { return Field(operand, name); });
}

void Machine::Has(const std::string& name) {
  Unary([&](const Operand& operand) { return HasField(operand, name); });
}

void Machine::Index() {
  Binary([&](const Operand& container, const Operand& key) { return Element(container, key); });
}

void Machine::IsIn() {
  Binary([&](const Operand& element, const Operand& container) { return In(element, container); });
}

Operand Machine::Field(const Operand& operand, std::string_view name) {
  if (operand.tag != Tag::kMap) {
    return evaluation_.Fail("no_overload",
                            {TagName(operand.tag), " has no fields, so no \"", name, "\""});
  }
  if (const Value* object = operand.origin) {
    const Value* found = object->Find(name);
    if (found != nullptr) return Operand::FromValue(*found);
  } else if (const auto found = MapFind(operand, name)) {
    return *found;
  }
  return evaluation_.Fail("key_missing", {"there is no key \"", name, "\" in the map"});
}

Operand Machine::HasField(const Operand& operand, std::string_view name) {
  if (operand.tag == Tag::kMap) return Operand::Bool(MapFind(operand, name).has_value());
  return evaluation_.Fail("no_overload",
                          {TagName(operand.tag), " has no fields, so has() means nothing"});
}

Operand Machine::Element(const Operand& container, const Operand& key) {
  if (container.tag == Tag::kList) return ListElement(container, key);
  if (container.tag != Tag::kMap) {
    return evaluation_.Fail("no_overload", {TagName(container.tag), " has no elements"});
  }
  const auto found = MapFind(container, key);
  return found ? *found
               : evaluation_.Fail("key_missing", {"there is no key ", Display(key), " in the map"});
}

Operand Machine::ListElement(const Operand& list, const Operand& index) {
  if (!index.is_number()) {
    return evaluation_.Fail("no_overload",
                            {"the index of a list is a number, not ", TagName(index.tag)});
  }
  const std::size_t size = ListSize(list);
  if (const auto at = IndexOf(index, size)) return ListAt(list, *at);
  return evaluation_.Fail("index_out_of_range", {"there is no element ", Display(index),
                                                 " in a list of ", std::to_string(size)});
}

Operand Machine::In(const Operand& element, const Operand& container) {
  if (container.tag == Tag::kMap) return Operand::Bool(MapFind(container, element).has_value());
  if (container.tag != Tag::kList) return FailOfOverload("in", element, container, evaluation_);
  const std::size_t size = ListSize(container);
  for (std::size_t i = 0; i < size; ++i) {
    if (!evaluation_.Spend(1)) return evaluation_.FailOfCost();
    if (Equal(element, ListAt(container, i), evaluation_)) return Operand::Bool(true);
  }
  return Operand::Bool(false);
}

const Operand* Machine::FindFault(std::uint32_t count) const {
  const Operand* found =
      std::find_if(top_ - count, top_, [](const Operand& operand) { return operand.is_fault(); });
  return found == top_ ? nullptr : found;
}

void Machine::MakeListOf(std::uint32_t count) {
  const Operand* fault = FindFault(count);
  Operand result = fault == nullptr ? Operand::Null() : *fault;
  if (fault == nullptr) {
    auto* items = evaluation_.arena().Array<Operand>(count);
    std::copy_n(top_ - count, count, items);
    result = MakeList({items, count}, evaluation_.arena());
  }
  top_ -= count;
  Push(result);
}

void Machine::MakeMapOf(std::uint32_t count) {
  const Operand* fault = FindFault(count);
  Operand result = fault == nullptr ? Operand::Null() : *fault;
  if (fault == nullptr) {
    auto* entries = evaluation_.arena().Array<Operand>(count);
    std::copy_n(top_ - count, count, entries);
    result = MakeMap({entries, count}, evaluation_);
  }
  top_ -= count;
  Push(result);
}

void Machine::Call(const Instruction& instruction) {
  const std::uint32_t count = instruction.b;
  const Operand* fault = FindFault(count);
  const Operand result =
      fault != nullptr ? *fault
                       : CallFunction(program_.functions[instruction.a], {top_ - count, count});
  top_ -= count;
  Push(result);
}

void Machine::Match(const Pattern& pattern) {
  Unary([&](const Operand& text) {
    if (text.tag == Tag::kString) return pattern.Find(text.text(), evaluation_);
    return evaluation_.Fail("no_overload",
                            {"matches() does not take (", TagName(text.tag), ", string)"});
  });
}

Operand Machine::CallFunction(std::span<const Overload> overloads,
                              std::span<const Operand> arguments) {
  for (const Overload& overload : overloads) {
    if (MatchesAll(overload, arguments)) return overload.run(evaluation_, arguments);
  }
  std::string types;
  for (const Operand& argument : arguments) {
    types.append(types.empty() ? "" : ", ").append(TagName(argument.tag));
  }
  return evaluation_.Fail("no_overload", {overloads[0].name, "() does not take (", types, ")"});
}

}  // namespace dashflow::expression
