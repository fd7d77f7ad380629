// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "host/api/service.h"
#include "host/base/result.h"
#include "host/http/request.h"
#include "host/value/value.h"

namespace dashflow::api {

// {id, method, params}
inline constexpr std::string_view kCommand = R"({"type": "object", "required": ["id", "method"],
  "properties": {"id": {"type": "integer"}, "method": {"type": "string"},
  "params": {"type": ["object", "null"]}}})";

// run.start, input.respond and state.get, to the thread that the request names.
Result<Value> ObeyCommand(Service& service, const http::Request& request, std::string_view method,
                          const Value& params);

// What the request's body, which fits kCommand, is answered: {"type": "success", "id", "result",
// "meta"}, or a CommandError.
using Obeyer = std::function<Result<Value>(std::string_view method, const Value& params)>;
Value AnswerCommand(Service& service, const http::Request& request, const Obeyer& obey);

// {"type": "error", "id", "error": code, "message"}
Value CommandError(const Value& id, const Error& error);

// An error whose code is one of the protocol's, such as invalid_argument.
Error RefusedCommand(std::string_view code, std::string message);

}  // namespace dashflow::api
