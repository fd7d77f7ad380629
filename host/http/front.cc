// SPDX-License-Identifier: Apache-2.0
#include "host/http/front.h"

#include <algorithm>
#include <cctype>
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

// A client's own id, unless it would not stand in a line of the log.
bool IsId(std::string_view text) {
  const auto fits = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
  };
  return !text.empty() && text.size() <= 128 && std::ranges::all_of(text, fits);
}

}  // namespace

Ruling Front::Admit(RequestHead head, const Peer& peer, std::string id) const {
  Ruling ruling;
  const std::string& given = head.Header("x-request-id");
  if (IsId(given)) id = given;
  ruling.more_headers = "x-request-id: " + id + "\r\n";
  ruling.is_head = head.method == "HEAD";
  ruling.request.id = ruling.note.id = std::move(id);
  ruling.note.trace = head.Header("traceparent");
  const Status passed = Pass(head, peer, ruling);
  if (passed.has_error()) {
    meter_.Rejected(passed.error().code());
    ruling.answer = Refused(passed.error(), head);
  }
  ruling.note.method = ruling.request.method;
  ruling.note.path = ruling.request.path;
  ruling.note.caller = ruling.request.caller.name;
  ruling.request.headers = std::move(head.headers);
  return ruling;
}

Status Front::Pass(const RequestHead& head, const Peer& peer, Ruling& ruling) const {
  DF_TRY(guard_.CheckPlace(head, peer));
  ruling.more_headers += guard_.LinesFor(head);
  DF_TRY(Find(head, ruling));
  if (ruling.answer) return Ok();
  DF_ASSIGN(ruling.request.caller, guard_.CheckCaller(head, peer, ruling.route->route.scope));
  if (ruling.route->route.scope != Scope::kNone) meter_.LetIn(!ruling.request.caller.name.empty());
  return Ok();
}

Status Front::Find(const RequestHead& head, Ruling& ruling) const {
  DF_ASSIGN(Target target, ReadTarget(head.target));
  ruling.request.path = std::move(target.path);
  ruling.request.query = std::move(target.query);
  if (head.method == "OPTIONS") return Options(target.segments, ruling);
  const auto method = MethodOf(ruling.is_head ? "GET" : head.method);
  if (!method) return table_.router().Unknown(head.method, target.segments);
  DF_ASSIGN(Router::Match match, table_.router().Find(*method, target.segments));
  ruling.request.method = *method;
  ruling.request.arguments = std::move(match.arguments);
  ruling.route = &table_.routes()[match.route];
  return Ok();
}

Status Front::Options(const std::vector<std::string>& segments, Ruling& ruling) const {
  std::string allowed = table_.router().Allowed(segments);
  if (allowed.empty()) return NoSuchPath();
  ruling.answer = Response{.status = 204, .headers = {{"allow", std::move(allowed)}}};
  return Ok();
}

Response Front::Refused(const Error& error, const RequestHead& head) const {
  Response response = ErrorResponse(error);
  if (response.status == 401) response.headers.emplace_back("www-authenticate", "Bearer");
  if (response.status != 405) return response;
  const auto target = ReadTarget(head.target);
  response.headers.emplace_back("allow", table_.router().Allowed(target->segments));
  return response;
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
    LogFailure(route, request.id, problem.what());
  }
}

Status Front::CheckSocket(const CompiledRoute& route, const Request& request) const {
  try {
    return route.route.admits ? route.route.admits(request) : Ok();
  } catch (const std::exception& problem) {
    LogFailure(route, request.id, problem.what());
    return Error("internal", "the request could not be looked at");
  }
}

void Front::HandleSocket(const CompiledRoute& route, const Request& request,
                         WebSocketPtr socket) const {
  try {
    route.route.socket(request, std::move(socket));
  } catch (const std::exception& problem) {
    LogFailure(route, request.id, problem.what());
  }
}

void Front::LogFailure(const CompiledRoute& route, const std::string& id, const char* what) const {
  log_.Write(LogLevel::kError, "http",
             "request " + id + " (" + std::string(route.route.operation) + ") failed: " + what);
}

}  // namespace dashflow::http
