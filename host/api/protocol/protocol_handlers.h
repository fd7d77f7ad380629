// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"

// One function a route of the thread stream protocol.
namespace dashflow::api {

// {id, method, params}: run.start, input.respond, state.get. What is refused is an answer, too:
// {"type": "error", "id", "error": code, "message"}.
Answer CommandThread(Service& service, const http::Request& request);

// Whether the caller may follow the thread of the request. One that is not there may be followed,
// since a command may begin it; one that is somebody else's is not there (thread_not_found).
Status MayFollow(Service& service, const http::Request& request);

// The same commands over a WebSocket, one at a time, and subscription.subscribe and .unsubscribe,
// whose events come as messages of their own. Where there is little room answers go first.
// REQUIRES: MayFollow. Does not wait for the client.
void TalkWithThread(Service& service, const http::Request& request, http::WebSocketPtr socket);

void StreamThreadEvents(Service& service, const http::Request& request, http::Reply reply);
void StreamThread(Service& service, const http::Request& request, http::Reply reply);

}  // namespace dashflow::api
