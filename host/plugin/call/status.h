// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <string_view>

#include "host/base/result.h"

namespace dashflow::plugin {

// Between the categories of both sides. A status that is no failure, or not known, is kInternal.
ErrorCategory CategoryOf(df_status status);
df_status StatusOf(const Error& error);

// What df_call_api.error was given.
struct PluginError {
  df_status category;
  df_text code;
  df_text message;
  std::int32_t retryable;  // -1 = by category
  std::int64_t retry_after_ns;
  const df_value* details;
};

// The host's error for it. What is missing or not of the right form becomes something general: an
// error is never lost over the way it was told. Text is cut at 64 KiB, on a character.
Error ToError(const PluginError& told);

// For a failing status that was not explained. `who` is the node type.
Error UnexplainedError(df_status status, std::string_view who);

// For functions that give a reason as a string value: create, reduce. Takes over `reason`.
std::string TakeReason(df_value& reason, std::string_view otherwise);

}  // namespace dashflow::plugin
