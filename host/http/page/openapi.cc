// SPDX-License-Identifier: Apache-2.0
#include "host/http/page/openapi.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "host/http/guard/guard.h"
#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

constexpr std::string_view kErrorSchema = R"({
"type":"object","required":["detail","error"],"properties":{
"detail":{"type":"string"},
"error":{"type":"object","required":["code","message"],"properties":{
"code":{"type":"string","description":"`dashflow explain CODE` tells more"},
"message":{"type":"string"},"resource":{"type":"string"},"cause":{"type":"string"},
"fix":{"type":"string"},"retryable":{"type":"boolean"},"at":{"type":"object"}}}}})";
constexpr std::string_view kSecurity = R"({
"key":{"type":"apiKey","in":"header","name":"x-api-key"},
"bearer":{"type":"http","scheme":"bearer"}})";

Value Json(std::string_view text) { return ParseJson(text).value(); }

Value SchemaOf(std::string_view text) { return text.empty() ? Value::EmptyObject() : Json(text); }

Value Content(Value schema, std::string_view type = "application/json") {
  return Value::EmptyObject().Set(type, Value::EmptyObject().Set("schema", std::move(schema)));
}

Value PathParameter(std::string_view segment) {
  const std::string_view inner = segment.substr(1, segment.size() - 2);
  const std::size_t colon = inner.find(':');
  Value schema = Value::EmptyObject().Set("type", "string");
  if (colon != std::string_view::npos)
    schema = std::move(schema).Set("format", inner.substr(colon + 1));
  return Value::EmptyObject()
      .Set("name", inner.substr(0, colon))
      .Set("in", "path")
      .Set("required", true)
      .Set("schema", std::move(schema));
}

Value QueryParameter(const Parameter& parameter) {
  Value schema = SchemaOf(parameter.schema);
  if (parameter.list)
    schema = Value::EmptyObject().Set("type", "array").Set("items", std::move(schema));
  return Value::EmptyObject()
      .Set("name", parameter.name)
      .Set("in", "query")
      .Set("description", parameter.about)
      .Set("schema", std::move(schema));
}

template <class Visit>
void ForEachSegment(std::string_view pattern, Visit&& visit) {
  while (!pattern.empty()) {
    pattern.remove_prefix(1);
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    visit(pattern.substr(0, end));
    pattern.remove_prefix(end);
  }
}

// Without what the names are to be.
std::string PathOf(std::string_view pattern) {
  std::string path;
  ForEachSegment(pattern, [&path](std::string_view segment) {
    const std::size_t colon = segment.find(':');
    const bool is_typed = segment.starts_with('{') && colon != std::string_view::npos;
    path.append("/").append(segment.substr(0, is_typed ? colon : segment.size()));
    if (is_typed) path += '}';
  });
  return path;
}

Value ParametersOf(const Route& route) {
  ArrayBuilder list;
  ForEachSegment(route.pattern, [&list](std::string_view segment) {
    if (segment.starts_with('{')) list.Add(PathParameter(segment));
  });
  for (const Parameter& parameter : route.query) list.Add(QueryParameter(parameter));
  return std::move(list).Build();
}

Value SuccessOf(const Route& route) {
  if (!route.handle)
    return Value::EmptyObject().Set(
        "101", Value::EmptyObject().Set("description", "From here on it is a WebSocket"));
  return Value::EmptyObject().Set(
      "2XX", Value::EmptyObject()
                 .Set("description", "A success")
                 .Set("content", Content(SchemaOf(route.reply), route.reply_type)));
}

Value ResponsesOf(const Route& route) {
  const Value error = Value::EmptyObject().Set("$ref", "#/components/schemas/Error");
  Value responses = SuccessOf(route).Set(
      "default",
      Value::EmptyObject().Set("description", "An error").Set("content", Content(error)));
  if (!route.may_be_empty) return responses;
  return std::move(responses).Set(
      "204", Value::EmptyObject().Set("description", "A success without a body"));
}

Value SecurityOf(Scope scope) {
  if (scope == Scope::kNone) return Value::EmptyArray();
  const Value scopes = Value::EmptyArray().Append(ScopeName(scope));
  return Value::EmptyArray()
      .Append(Value::EmptyObject().Set("key", scopes))
      .Append(Value::EmptyObject().Set("bearer", scopes));
}

Value OperationOf(const Route& route) {
  Value operation = Value::EmptyObject()
                        .Set("operationId", route.operation)
                        .Set("tags", Value::EmptyArray().Append(route.tag))
                        .Set("summary", route.summary)
                        .Set("parameters", ParametersOf(route));
  if (!route.body.empty()) {
    operation =
        std::move(operation).Set("requestBody", Value::EmptyObject()
                                                    .Set("required", route.needs_body)
                                                    .Set("content", Content(Json(route.body))));
  }
  return std::move(operation)
      .Set("responses", ResponsesOf(route))
      .Set("security", SecurityOf(route.scope));
}

std::string LowerName(Method method) {
  std::string name(MethodName(method));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

}  // namespace

Value OpenApi(const std::vector<Route>& routes, std::string_view version) {
  Value paths = Value::EmptyObject();
  for (const Route& route : routes) {
    const std::string path = PathOf(route.pattern);
    const Value* const known = paths.Find(path);
    Value methods = known == nullptr ? Value::EmptyObject() : *known;
    paths = std::move(paths).Set(
        path, std::move(methods).Set(LowerName(route.method), OperationOf(route)));
  }
  return Value::EmptyObject()
      .Set("openapi", "3.1.0")
      .Set("info", Value::EmptyObject().Set("title", "DashFlow").Set("version", version))
      .Set("paths", std::move(paths))
      .Set("components", Value::EmptyObject()
                             .Set("schemas", Value::EmptyObject().Set("Error", Json(kErrorSchema)))
                             .Set("securitySchemes", Json(kSecurity)));
}

}  // namespace dashflow::http
