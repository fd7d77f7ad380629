// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"

// One function a route of the thread stream protocol.
namespace dashflow::api {

// {id, method, params}: run.start, input.respond, state.get. What is refused is an answer, too:
// {"type": "error", "id", "error": code, "message"}.
Answer CommandThread(Service& service, const http::Request& request);

void StreamThreadEvents(Service& service, const http::Request& request, http::Reply reply);
void StreamThread(Service& service, const http::Request& request, http::Reply reply);

}  // namespace dashflow::api
