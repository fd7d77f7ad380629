// SPDX-License-Identifier: Apache-2.0
#include "host/engine/record/announcer.h"

namespace dashflow::engine {
namespace {

void AddText(ObjectBuilder& object, std::string_view key, const std::string& text) {
  if (!text.empty()) object.Add(key, text);
}

Value PlaceValue(const Place& place) {
  ObjectBuilder at;
  AddText(at, "file", place.file);
  if (place.line > 0) at.Add("line", place.line);
  if (place.column > 0) at.Add("column", place.column);
  AddText(at, "workflow", place.workflow);
  AddText(at, "run", place.run);
  if (place.step >= 0) at.Add("step", place.step);
  AddText(at, "node", place.node);
  AddText(at, "task", place.task);
  return std::move(at).Build();
}

}  // namespace

Value ErrorValue(const Error& error) {
  ObjectBuilder object;
  object.Add("code", error.code());
  object.Add("message", error.message());
  AddText(object, "operation", error.operation());
  AddText(object, "resource", error.resource());
  AddText(object, "cause", error.cause());
  AddText(object, "fix", error.fix());
  object.Add("retryable", error.retryable());
  const Value at = PlaceValue(error.place());
  if (!at.empty()) object.Add("at", at);
  return std::move(object).Build();
}

}  // namespace dashflow::engine
