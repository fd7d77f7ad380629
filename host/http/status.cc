// SPDX-License-Identifier: Apache-2.0
#include "host/http/status.h"

#include <algorithm>
#include <array>
#include <utility>

#include "host/base/error_catalogue.h"

namespace dashflow::http {
namespace {

struct CodeStatus {
  std::string_view code;
  int status;
};

// Where the exit status says too little; sorted.
constexpr auto kCodes = std::to_array<CodeStatus>({
    {"body_too_large", 413},
    {"headers_too_large", 431},
    {"internal", 500},
    {"invalid_json", 400},
    {"method_not_allowed", 405},
    {"queue_full", 429},
    {"rate_limited", 429},
    {"request_malformed", 400},
    {"request_timeout", 408},
    {"store_full", 507},
    {"unauthenticated", 401},
    {"upgrade_required", 426},
});

constexpr auto kReasons = std::to_array<std::pair<int, std::string_view>>({
    {100, "Continue"},
    {101, "Switching Protocols"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {507, "Insufficient Storage"},
});

int OfCategory(ErrorCategory category) {
  switch (category) {
    case ErrorCategory::kInvalidInput:
      return 422;
    case ErrorCategory::kTransient:
      return 503;
    case ErrorCategory::kTimeout:
      return 504;
    case ErrorCategory::kCancelled:
      return 409;
    case ErrorCategory::kUnauthorized:
      return 403;
    case ErrorCategory::kExhausted:
      return 429;
    case ErrorCategory::kUnsupported:
      return 501;
    case ErrorCategory::kInternal:
      break;
  }
  return 500;
}

int OfExit(Exit exit, ErrorCategory category) {
  switch (exit) {
    case Exit::kUsage:
      return 400;
    case Exit::kNotFound:
      return 404;
    case Exit::kConflict:
    case Exit::kWaiting:
      return 409;
    case Exit::kTimeout:
      return 504;
    case Exit::kUnreachable:
      return 503;
    case Exit::kPermission:
      return 403;
    case Exit::kInvalid:
      return 422;
    default:
      return OfCategory(category);
  }
}

}  // namespace

int StatusOf(const Error& error) {
  const auto* const found =
      std::ranges::find(kCodes, std::string_view(error.code()), &CodeStatus::code);
  if (found != kCodes.end()) return found->status;
  const CatalogueEntry* const entry = FindCatalogueEntry(error.code());
  return entry != nullptr ? OfExit(entry->exit, error.category()) : OfCategory(error.category());
}

std::string_view ReasonOf(int status) {
  const auto* const found =
      std::ranges::find(kReasons, status, &std::pair<int, std::string_view>::first);
  return found == kReasons.end() ? std::string_view() : found->second;
}

}  // namespace dashflow::http
