// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"

// One function a route of crons.
namespace dashflow::api {

Answer CreateCron(Service& service, const http::Request& request);
Answer CreateThreadCron(Service& service, const http::Request& request);
Answer UpdateCron(Service& service, const http::Request& request);
Answer DeleteCron(Service& service, const http::Request& request);
Answer SearchCrons(Service& service, const http::Request& request);
Answer CountCrons(Service& service, const http::Request& request);

}  // namespace dashflow::api
