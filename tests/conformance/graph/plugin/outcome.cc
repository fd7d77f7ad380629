// SPDX-License-Identifier: Apache-2.0
#include "outcome.h"

#include "python_text.h"

namespace cases {
namespace {

using sdk::Kind;
using sdk::Value;
using sdk::ValueView;

Update UpdateOf(std::string_view key, ValueView expr, const Names& names) {
  return {std::string(key), Evaluate(expr, names), IsOverwrite(expr)};
}

// The members keep their own expressions, so that an overwrite is seen.
Part ObjectPart(ValueView object, const Names& names) {
  Part part;
  for (const auto [key, expr] : object.Members())
    part.updates.push_back(UpdateOf(key, expr, names));
  return part;
}

Part ComputedPart(ValueView value) {
  if (value.kind() != Kind::kObject) RefuseResult(value);
  Part part;
  for (const auto [key, member] : value.Members())
    part.updates.push_back({std::string(key), Value(member), false});
  return part;
}

void AddTargets(ValueView dest, const Names& names, std::vector<Target>& targets) {
  if (dest.kind() == Kind::kArray) {
    for (const ValueView one : dest.Elements()) AddTargets(one, names, targets);
  } else if (dest.Has("send")) {
    targets.push_back({dest["send"].As<std::string>("send"), Evaluate(dest["arg"], names)});
  } else if (dest.Has("send_each")) {
    Names each = names;
    const Value list(names.state(dest["send_each"].As<std::string_view>("send_each")));
    for (const ValueView item : list->Elements()) {
      each.locals.insert_or_assign("item", Value(item));
      targets.push_back({dest["node"].As<std::string>("node"), Evaluate(dest["arg"], each)});
    }
  } else {
    targets.push_back({Evaluate(dest, names)->As<std::string>("goto"), std::nullopt});
  }
}

bool IsPlainObject(ValueView expr) {
  if (expr.kind() != Kind::kObject) return false;
  if (expr.size() != 1) return true;
  for (const auto [key, value] : expr.Members()) return !IsOperator(key);
  return true;
}

}  // namespace

void RefuseResult(ValueView value) {
  throw sdk::Error(sdk::Category::kInvalidInput, "invalid_node_result",
                   "Expected dict, got " + PythonText(value));
}

std::vector<Part> ReturnParts(ValueView expr, const Names& names) {
  if (IsPlainObject(expr)) return {ObjectPart(expr, names)};
  const Value value = Evaluate(expr, names);
  if (value->is_null()) return {};
  return {ComputedPart(value)};
}

std::vector<Part> ListParts(ValueView list) {
  std::vector<Part> parts;
  for (const ValueView element : list.Elements()) parts.push_back(ComputedPart(element));
  return parts;
}

Part CommandPart(ValueView command, const Names& names) {
  Part part;
  const ValueView update = command["update"];
  if (IsPlainObject(update)) {
    part = ObjectPart(update, names);
  } else if (!update.is_null()) {
    part = ComputedPart(Evaluate(update, names));
  }
  for (const ValueView pair : command["updates"].Elements()) {
    const auto key = pair[std::size_t{0}].As<std::string_view>("key");
    part.updates.push_back(UpdateOf(key, pair[std::size_t{1}], names));
  }
  if (command.Has("goto")) AddTargets(command["goto"], names, part.targets);
  part.is_command = true;
  part.to_parent = !command["graph"].is_null();
  return part;
}

}  // namespace cases
