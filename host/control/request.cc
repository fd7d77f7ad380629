// SPDX-License-Identifier: Apache-2.0
#include "host/control/request.h"

#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::control {
namespace {

constexpr std::int64_t kFormat = 1;

std::string TextOf(const Value& frame, std::string_view key) {
  const Value* member = frame.Find(key);
  return member != nullptr && member->is_string() ? std::string(member->as_text()) : "";
}

Error Invalid(std::string cause) {
  return Error("invalid_argument", "the call of another process cannot be understood")
      .Operation("take a command")
      .Cause(std::move(cause));
}

}  // namespace

Value RequestFrame(const Request& request) {
  ArrayBuilder arguments;
  for (const std::string& argument : request.arguments) arguments.Add(argument);
  return Value::EmptyObject()
      .Set("format", kFormat)
      .Set("version", request.version)
      .Set("folder", request.folder)
      .Set("arguments", std::move(arguments).Build());
}

Result<Request> ReadRequest(const Value& frame) {
  if (!frame.is_object()) return Invalid("it is no object");
  const Value* format = frame.Find("format");
  if (format == nullptr || *format != Value(kFormat)) return Invalid("it has another format");
  Request request{TextOf(frame, "version"), TextOf(frame, "folder"), {}};
  const Value* arguments = frame.Find("arguments");
  if (!request.folder.starts_with('/') || arguments == nullptr || !arguments->is_array())
    return Invalid("its folder or its words are missing");
  bool are_texts = true;
  arguments->ForEachElement([&](const Value& one) {
    are_texts = are_texts && one.is_string();
    if (are_texts) request.arguments.emplace_back(one.as_text());
  });
  if (!are_texts) return Invalid("a word of it is no text");
  return request;
}

}  // namespace dashflow::control
