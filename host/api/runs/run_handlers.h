// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"
#include "host/api/queue/run_order.h"
#include "host/http/route.h"

// One function a route of runs.
namespace dashflow::api {

// Those whose answer comes later, or bit by bit.
using LateAnswer = void (*)(Service& service, const http::Request& request, http::Reply reply);
// `service` outlives the handler.
http::Handler AnsweringLater(Service& service, LateAnswer answer);

// On the thread in the path, or stateless where there is none.
void CreateRun(Service& service, const http::Request& request, http::Reply reply);
void StreamRun(Service& service, const http::Request& request, http::Reply reply);
void WaitRun(Service& service, const http::Request& request, http::Reply reply);
void CreateRuns(Service& service, const http::Request& request, http::Reply reply);

// Of a run in the path: behind its thread, or alone.
void JoinRun(Service& service, const http::Request& request, http::Reply reply);
void JoinStream(Service& service, const http::Request& request, http::Reply reply);
void CancelRun(Service& service, const http::Request& request, http::Reply reply);
Answer GetRun(Service& service, const http::Request& request);
Answer DeleteRun(Service& service, const http::Request& request);

Answer ListRuns(Service& service, const http::Request& request);
Answer CancelRuns(Service& service, const http::Request& request);

// The order that a path names, by its last arguments. Errors: run_not_found, also when it is
// somebody else's or of another thread, and what the store says.
Result<RunOrder> FindRun(Service& service, const http::Request& request);

}  // namespace dashflow::api
