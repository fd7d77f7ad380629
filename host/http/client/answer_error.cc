// SPDX-License-Identifier: Apache-2.0
#include "host/http/client/answer_error.h"

#include <string>

#include "host/http/status.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

std::string TextOf(const Value& error, std::string_view name) {
  const Value* text = error.Find(name);
  return text != nullptr && text->is_string() ? std::string(text->as_text()) : std::string();
}

Error Strange(int status, std::string_view server) {
  const std::string said = std::to_string(status) + " " + std::string(ReasonOf(status));
  return Error(status == 401   ? "unauthenticated"
               : status == 403 ? "forbidden"
                               : "server_strange",
               "the server answered " + said)
      .Operation("ask server")
      .Resource(std::string(server))
      .Cause("the answer is not one of a host of dashflow");
}

}  // namespace

Error ErrorOfAnswer(int status, std::string_view body, std::string_view server) {
  const auto answer = ParseJson(body);
  const Value* told = answer.has_value() && answer->is_object() ? answer->Find("error") : nullptr;
  if (told == nullptr || !told->is_object()) return Strange(status, server);
  const std::string code = TextOf(*told, "code");
  if (code.empty()) return Strange(status, server);
  Error error(code, TextOf(*told, "message"));
  if (const auto text = TextOf(*told, "operation"); !text.empty()) error.Operation(text);
  if (const auto text = TextOf(*told, "resource"); !text.empty()) error.Resource(text);
  if (const auto text = TextOf(*told, "cause"); !text.empty()) error.Cause(text);
  if (const auto text = TextOf(*told, "fix"); !text.empty()) error.Fix(text);
  return error;
}

}  // namespace dashflow::http
