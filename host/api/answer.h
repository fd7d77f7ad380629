// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/service.h"
#include "host/base/result.h"
#include "host/http/route.h"

namespace dashflow::api {

// What most handlers are: a function of the request whose answer is known when it returns.
using Answer = Result<http::Response>;
using Question = Answer (*)(Service& service, const http::Request& request);

// Sends what `question` answers. `service` outlives the handler.
http::Handler Answering(Service& service, Question question);

inline Answer Json(const Value& value) { return http::JsonResponse(value); }
inline Answer NoContent() { return http::Response{.status = 204, .type = "", .body = ""}; }

}  // namespace dashflow::api
