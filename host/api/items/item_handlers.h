// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"

// One function a route of store items.
namespace dashflow::api {

Answer PutItem(Service& service, const http::Request& request);
Answer GetItem(Service& service, const http::Request& request);
Answer DeleteItem(Service& service, const http::Request& request);
Answer SearchItems(Service& service, const http::Request& request);
Answer ListNamespaces(Service& service, const http::Request& request);

}  // namespace dashflow::api
