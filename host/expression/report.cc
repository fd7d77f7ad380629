// SPDX-License-Identifier: Apache-2.0
#include "host/expression/report.h"

#include <utility>

#include "host/value/utf8.h"

namespace dashflow::expression {
namespace {

constexpr std::size_t kMaxPart = 120;

std::string PartOf(std::string_view source, Span span) {
  const std::string_view part = source.substr(span.begin, span.end - span.begin);
  if (part.size() <= kMaxPart) return std::string(part.substr(0, ValidUtf8Prefix(part)));
  return std::string(part.substr(0, ValidUtf8Prefix(part.substr(0, kMaxPart)))) + "…";
}

void Locate(Error& error, Span span, std::string_view source, const SourcePlace& origin) {
  const SourcePlace place = PlaceOf(origin, source, span.begin);
  error.Resource(PartOf(source, span)).At(place.file, place.line, place.column);
}

}  // namespace

Error InvalidExpression(const Problem& problem, std::string_view source,
                        const SourcePlace& origin) {
  Error error(problem.code, problem.cause);
  error.Operation("compile expression");
  if (!problem.fix.empty()) error.Fix(problem.fix);
  Locate(error, problem.span, source, origin);
  return error;
}

Error FailedExpression(std::string_view code, std::string cause, Span span, std::string_view source,
                       const SourcePlace& origin) {
  Error error(code, std::move(cause));
  error.Operation("evaluate expression");
  Locate(error, span, source, origin);
  return error;
}

}  // namespace dashflow::expression
