// SPDX-License-Identifier: Apache-2.0
#include "host/http/reply.h"

#include <algorithm>
#include <chrono>

#include "host/http/status.h"
#include "host/value/error_value.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

std::int64_t WholeSeconds(std::chrono::nanoseconds delay) {
  return std::max<std::int64_t>(1, std::chrono::ceil<std::chrono::seconds>(delay).count());
}

}  // namespace

Response JsonResponse(const Value& value, int status) {
  return {.status = status, .body = ToJson(value)};
}

Response TextResponse(std::string text, int status) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = std::move(text)};
}

Response ErrorResponse(const Error& error) {
  Response response = JsonResponse(
      Value::EmptyObject().Set("detail", error.message()).Set("error", ErrorValue(error)),
      StatusOf(error));
  if (error.retry_after().count() > 0)
    response.headers.emplace_back("retry-after", std::to_string(WholeSeconds(error.retry_after())));
  return response;
}

Reply::~Reply() {
  if (out_) out_->Send(ErrorResponse(Error("internal", "the request was left unanswered")));
}

}  // namespace dashflow::http
