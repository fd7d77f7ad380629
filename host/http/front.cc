// SPDX-License-Identifier: Apache-2.0
#include "host/http/front.h"

#include <exception>
#include <utility>

namespace dashflow::http {
namespace {

std::optional<Method> MethodOf(std::string_view name) {
  for (const Method method :
       {Method::kGet, Method::kPost, Method::kPut, Method::kPatch, Method::kDelete}) {
    if (name == MethodName(method)) return method;
  }
  return std::nullopt;
}

}  // namespace

Ruling Front::Admit(RequestHead head, const Peer&, std::string id) const {
  Ruling ruling;
  ruling.more_headers = "x-request-id: " + id + "\r\n";
  ruling.request.id = std::move(id);
  ruling.is_head = head.method == "HEAD";
  ruling.answer = Refusal(head, ruling);
  ruling.request.headers = std::move(head.headers);
  return ruling;
}

std::optional<Response> Front::Refusal(const RequestHead& head, Ruling& ruling) const {
  auto target = ReadTarget(head.target);
  if (target.has_error()) return ErrorResponse(target.error());
  ruling.request.path = std::move(target->path);
  ruling.request.query = std::move(target->query);
  if (head.method == "OPTIONS") return Options(target->segments);
  const auto method = MethodOf(ruling.is_head ? "GET" : head.method);
  auto match = method ? table_.router().Find(*method, target->segments)
                      : table_.router().Unknown(head.method, target->segments);
  if (match.has_error()) return Refused(match.error(), target->segments);
  ruling.request.method = *method;
  ruling.request.arguments = std::move(match->arguments);
  ruling.route = &table_.routes()[match->route];
  return std::nullopt;
}

Response Front::Refused(const Error& error, const std::vector<std::string>& segments) const {
  Response response = ErrorResponse(error);
  if (response.status == 405)
    response.headers.emplace_back("allow", table_.router().Allowed(segments));
  return response;
}

Response Front::Options(const std::vector<std::string>& segments) const {
  std::string allowed = table_.router().Allowed(segments);
  if (allowed.empty()) return ErrorResponse(NoSuchPath());
  return {.status = 204, .headers = {{"allow", std::move(allowed)}}};
}

void Front::Handle(const CompiledRoute& route, Request request, std::string_view body,
                   Reply reply) const {
  const Status fits = CheckQuery(route, request.query);
  if (fits.has_error()) return reply.Send(fits.error());
  auto value = ReadBody(route, body);
  if (value.has_error()) return reply.Send(value.error());
  request.body = std::move(*value);
  try {
    route.route.handle(request, std::move(reply));
  } catch (const std::exception& problem) {
    log_.Write(LogLevel::kError, "http",
               "request " + request.id + " (" + std::string(route.route.operation) +
                   ") failed: " + problem.what());
  }
}

}  // namespace dashflow::http
