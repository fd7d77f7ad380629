// SPDX-License-Identifier: Apache-2.0
#include "host/value/error_value.h"

#include <string>
#include <string_view>

#include "host/value/builder.h"

namespace dashflow {
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

std::string TextIn(const Value& object, std::string_view key) {
  const Value* text = object.is_object() ? object.Find(key) : nullptr;
  return text != nullptr && text->is_string() ? std::string(text->as_text()) : std::string();
}

std::int64_t NumberIn(const Value& object, std::string_view key, std::int64_t otherwise) {
  const Value* number = object.is_object() ? object.Find(key) : nullptr;
  return number != nullptr && number->kind() == Kind::kInt ? number->as_int() : otherwise;
}

Place PlaceOf(const Value& at) {
  Place place;
  place.file = TextIn(at, "file");
  place.line = static_cast<int>(NumberIn(at, "line", 0));
  place.column = static_cast<int>(NumberIn(at, "column", 0));
  place.workflow = TextIn(at, "workflow");
  place.run = TextIn(at, "run");
  place.step = NumberIn(at, "step", -1);
  place.node = TextIn(at, "node");
  place.task = TextIn(at, "task");
  return place;
}

}  // namespace

Error ErrorOf(const Value& value) {
  Error error(TextIn(value, "code"), TextIn(value, "message"));
  error.Operation(TextIn(value, "operation")).Resource(TextIn(value, "resource"));
  error.Cause(TextIn(value, "cause")).Fix(TextIn(value, "fix"));
  if (const Value* at = value.is_object() ? value.Find("at") : nullptr) error.In(PlaceOf(*at));
  return error;
}

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

}  // namespace dashflow
