// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/api/answer.h"

// One function a route of assistants.
namespace dashflow::api {

Answer GetAssistant(Service& service, const http::Request& request);
Answer GetAssistantGraph(Service& service, const http::Request& request);
Answer GetAssistantSchemas(Service& service, const http::Request& request);
Answer GetAssistantSubgraphs(Service& service, const http::Request& request);

Answer CreateAssistant(Service& service, const http::Request& request);
Answer UpdateAssistant(Service& service, const http::Request& request);
Answer DeleteAssistant(Service& service, const http::Request& request);
Answer SetLatestVersion(Service& service, const http::Request& request);

Answer SearchAssistants(Service& service, const http::Request& request);
Answer CountAssistants(Service& service, const http::Request& request);
Answer GetAssistantVersions(Service& service, const http::Request& request);

}  // namespace dashflow::api
