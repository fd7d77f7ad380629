// SPDX-License-Identifier: Apache-2.0
#include "host/http/access_log.h"

#include "host/value/builder.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

// To a microsecond.
double Rounded(std::chrono::nanoseconds time) {
  const auto exact = std::chrono::round<std::chrono::microseconds>(time);
  return Milliseconds(exact).count();
}

}  // namespace

void LogAccess(Log& log, const Ruling& ruling, const Outcome& outcome) {
  if (!log.Enabled(LogLevel::kInfo)) return;
  const Note& note = ruling.note;
  ObjectBuilder line;
  line.Add("request", note.id);
  line.Add("route",
           ruling.route == nullptr ? std::string_view("none") : ruling.route->route.operation);
  line.Add("method", ruling.is_head ? std::string_view("HEAD") : MethodName(note.method));
  line.Add("path", note.path);
  line.Add("status", outcome.status);
  line.Add("ms", Rounded(outcome.time));
  line.Add("bytes", outcome.bytes);
  if (!note.caller.empty()) line.Add("caller", note.caller);
  if (!note.trace.empty()) line.Add("traceparent", note.trace);
  if (!outcome.is_whole) line.Add("cut", true);
  log.Write(LogLevel::kInfo, "http", ToJson(std::move(line).Build()));
}

}  // namespace dashflow::http
