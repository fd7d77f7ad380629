// SPDX-License-Identifier: Apache-2.0
#include "host/http/route/table.h"

#include <utility>

#include "host/value/json.h"

namespace dashflow::http {
namespace {

Result<Schema> CompileText(std::string_view text, std::string_view of) {
  if (text.empty()) return Schema();
  const auto value = ParseJson(text);
  if (value.has_error())
    return Error("internal",
                 std::string(of) + " has a schema that is no JSON: " + value.error().message());
  auto schema = Schema::Compile(*value);
  if (schema.has_error())
    return Error("internal",
                 std::string(of) + " has a schema that is none: " + schema.error().message());
  return schema;
}

Result<CompiledRoute> CompileRoute(Route route) {
  CompiledRoute compiled;
  DF_ASSIGN(compiled.body, CompileText(route.body, route.pattern));
  for (const Parameter& parameter : route.query) {
    DF_ASSIGN(Schema schema, CompileText(parameter.schema, route.pattern));
    compiled.query.push_back(std::move(schema));
  }
  compiled.route = std::move(route);
  return compiled;
}

// "/a/b: expected …" names a part, "expected …" the whole.
Error Misfit(std::string place, const std::string& cause) {
  if (cause.starts_with('/')) place += cause.substr(0, cause.find(": "));
  return Error("request_invalid", place.substr(0, place.find('/')) + ": " + cause)
      .Resource(place)
      .Cause(cause);
}

// What a text of a query may stand for: itself, and the number, truth value or null that it reads
// as; 0 and 1 are truth values to some clients.
bool Fits(const Schema& schema, const std::string& text) {
  if (schema.Check(Value(text)).has_value()) return true;
  if (text == "0" || text == "1") {
    if (schema.Check(Value(text == "1")).has_value()) return true;
  }
  const auto value = ParseJson(text, {}, {.max_bytes = 16384, .max_depth = 32});
  return value.has_value() && schema.Check(*value).has_value();
}

Status CheckOne(const Parameter& parameter, const Schema& schema, const std::string& text) {
  if (text.empty() || Fits(schema, text)) return Ok();
  const std::string cause = schema.Check(Value(text)).error().cause();
  return Error("request_invalid",
               "query: " + std::string(parameter.name) + ": " + cause + ", \"" + text + "\"")
      .Resource("query/" + std::string(parameter.name))
      .Cause(cause);
}

std::string TextOf(const Value& value) {
  return value.is_string() ? std::string(value.as_text()) : ToJson(value);
}

void SpreadList(std::string_view name, QueryValues& query) {
  const auto [first, last] = query.equal_range(name);
  if (first == last || std::next(first) != last || !first->second.starts_with('[')) return;
  const auto list = ParseJson(first->second);
  if (list.has_error() || !list->is_array()) return;
  query.erase(first);
  for (std::size_t i = 0; i < list->size(); ++i)
    query.emplace(std::string(name), TextOf(list->At(i)));
}

}  // namespace

Status CheckQuery(const CompiledRoute& route, QueryValues& query) {
  for (std::size_t i = 0; i < route.query.size(); ++i) {
    const Parameter& parameter = route.route.query[i];
    if (parameter.list) SpreadList(parameter.name, query);
    const auto [first, last] = query.equal_range(parameter.name);
    for (auto at = first; at != last; ++at) {
      DF_TRY(CheckOne(parameter, route.query[i], at->second));
    }
  }
  return Ok();
}

Result<Value> ReadBody(const CompiledRoute& route, std::string_view text) {
  if (route.route.body.empty()) return Value();
  Value body;
  if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    DF_ASSIGN(body, ParseJson(text, "body"));
  }
  if (body.is_null() && route.route.needs_body)
    return Error("request_invalid", "body: it is missing").Resource("body").Cause("no body");
  if (body.is_null()) return body;
  const Status fits = route.body.Check(body);
  if (fits.has_error()) return Misfit("body", fits.error().cause());
  return body;
}

Result<RouteTable> RouteTable::Make(std::vector<Route> routes) {
  RouteTable table;
  for (Route& route : routes) {
    DF_TRY(table.router_.Add(route.method, route.pattern, table.routes_.size()));
    DF_ASSIGN(CompiledRoute compiled, CompileRoute(std::move(route)));
    table.routes_.push_back(std::move(compiled));
  }
  return table;
}

}  // namespace dashflow::http
