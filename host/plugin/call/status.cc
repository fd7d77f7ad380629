// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/call/status.h"

#include <algorithm>

#include "host/plugin/value/value_bridge.h"
#include "host/value/json.h"
#include "host/value/utf8.h"

namespace dashflow::plugin {
namespace {

constexpr std::size_t kMaxMessage = std::size_t{64} * 1024;
constexpr std::size_t kMaxCode = 64;

bool IsCode(std::string_view code) {
  return !code.empty() && code.size() <= kMaxCode && code.front() >= 'a' && code.front() <= 'z' &&
         std::ranges::all_of(code, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

std::string Shown(std::string_view text) {
  text = text.substr(0, kMaxMessage);
  return std::string(text.substr(0, ValidUtf8Prefix(text)));
}

bool IsRetryable(const PluginError& told) {
  if (told.retryable >= 0) return told.retryable != 0;
  return told.category == DF_TRANSIENT || told.category == DF_TIMEOUT || told.retry_after_ns >= 0;
}

std::string ShownDetails(const df_value* details) {
  Value value;
  if (details == nullptr || !Import(details, value) || value.is_null()) return {};
  return Shown(value.is_string() ? std::string(value.as_text()) : ToJson(value));
}

}  // namespace

ErrorCategory CategoryOf(df_status status) {
  switch (status) {
    case DF_INVALID_INPUT:
      return ErrorCategory::kInvalidInput;
    case DF_TRANSIENT:
      return ErrorCategory::kTransient;
    case DF_TIMEOUT:
      return ErrorCategory::kTimeout;
    case DF_CANCELLED:
      return ErrorCategory::kCancelled;
    case DF_UNAUTHORIZED:
      return ErrorCategory::kUnauthorized;
    case DF_EXHAUSTED:
      return ErrorCategory::kExhausted;
    case DF_UNSUPPORTED:
      return ErrorCategory::kUnsupported;
    default:
      return ErrorCategory::kInternal;
  }
}

df_status StatusOf(const Error& error) {
  switch (error.category()) {
    case ErrorCategory::kInvalidInput:
      return DF_INVALID_INPUT;
    case ErrorCategory::kTransient:
      return DF_TRANSIENT;
    case ErrorCategory::kTimeout:
      return DF_TIMEOUT;
    case ErrorCategory::kCancelled:
      return DF_CANCELLED;
    case ErrorCategory::kUnauthorized:
      return DF_UNAUTHORIZED;
    case ErrorCategory::kExhausted:
      return DF_EXHAUSTED;
    case ErrorCategory::kUnsupported:
      return DF_UNSUPPORTED;
    case ErrorCategory::kInternal:
      return DF_INTERNAL;
  }
  return DF_INTERNAL;
}

Error ToError(const PluginError& told) {
  const std::string_view code = ReadText(told.code).value_or("");
  const std::string message = Shown(ReadText(told.message).value_or(""));
  Error error(IsCode(code) ? code : "node_failed",
              message.empty() ? "no reason was given" : message);
  error.Category(CategoryOf(told.category), IsRetryable(told));
  error.Cause(ShownDetails(told.details));
  // The SDK says so where there is none for more words.
  if (code == "out_of_memory" && error.cause().empty())
    error.Cause("the system gave the plugin no more memory");
  if (error.fix().empty()) error.Fix(Error("node_failed", {}).fix());
  if (told.retry_after_ns >= 0) error.RetryAfter(std::chrono::nanoseconds(told.retry_after_ns));
  return error;
}

Error UnexplainedError(df_status status, std::string_view who) {
  const ErrorCategory category = CategoryOf(status);
  const bool is_known = status >= DF_INVALID_INPUT && status <= DF_INTERNAL;
  const std::string answer =
      is_known ? std::string(CategoryName(category)) : "status " + std::to_string(status);
  Error error(status == DF_CANCELLED ? "cancelled" : "node_failed",
              std::string(who) + " answered '" + answer + "' without saying why");
  return error.Category(category, status == DF_TRANSIENT || status == DF_TIMEOUT);
}

std::string TakeReason(df_value& reason, std::string_view otherwise) {
  Value words;
  if (!ImportOwned(reason, words) || !words.is_string() || words.empty()) {
    return std::string(otherwise);
  }
  return Shown(words.as_text());
}

}  // namespace dashflow::plugin
