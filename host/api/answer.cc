// SPDX-License-Identifier: Apache-2.0
#include "host/api/answer.h"

#include <utility>

namespace dashflow::api {

http::Handler Answering(Service& service, Question question) {
  return [&service, question](const http::Request& request, http::Reply reply) {
    Answer answer = question(service, request);
    if (answer.has_error()) return reply.Send(answer.error());
    reply.Send(std::move(answer).value());
  };
}

}  // namespace dashflow::api
