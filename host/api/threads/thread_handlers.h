// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"

// One function a route of threads.
namespace dashflow::api {

Answer PostThread(Service& service, const http::Request& request);
Answer GetThread(Service& service, const http::Request& request);
Answer PatchThread(Service& service, const http::Request& request);
Answer DeleteThread(Service& service, const http::Request& request);
Answer CopyThread(Service& service, const http::Request& request);

Answer SearchThreads(Service& service, const http::Request& request);
Answer CountThreads(Service& service, const http::Request& request);
Answer PruneThreads(Service& service, const http::Request& request);

}  // namespace dashflow::api
