// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/abi.h>

#include <chrono>
#include <dashflow/glue/valid_text.hpp>
#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace dashflow::sdk {

// What a workflow's retry policy goes by.
enum class Category : df_status {
  kInvalidInput = DF_INVALID_INPUT,
  kTransient = DF_TRANSIENT,
  kTimeout = DF_TIMEOUT,
  kCancelled = DF_CANCELLED,
  kUnauthorized = DF_UNAUTHORIZED,
  kExhausted = DF_EXHAUSTED,
  kUnsupported = DF_UNSUPPORTED,
  kInternal = DF_INTERNAL,
};

// A failure of a node run, thrown by the node or by a function of this SDK. The wrapper hands it to
// the host:
//   throw sdk::Error(sdk::Category::kTransient, "server_busy", "The server said
//   503.").RetryAfter(2s);
// code: [a-z][a-z0-9_]*, stable. message: a sentence for people that says what is wrong and how to
// mend it.
class Error : public std::exception {
 public:
  Error(Category category, std::string code, std::string message)
      : category_(category), code_(std::move(code)), message_(ValidText(std::move(message))) {}

  // Overrules what the category says about trying again.
  Error&& Retryable(bool yes) && {
    retryable_ = yes;
    return std::move(*this);
  }
  // The earliest time from now at which trying again makes sense.
  Error&& RetryAfter(std::chrono::nanoseconds delay) && {
    retry_after_ = delay;
    return std::move(*this);
  }
  // Facts for programs: a JSON text.
  Error&& Details(std::string json) && {
    details_ = std::move(json);
    return std::move(*this);
  }

  Category category() const noexcept { return category_; }
  const std::string& code() const noexcept { return code_; }
  const std::string& message() const noexcept { return message_; }
  std::optional<bool> retryable() const noexcept { return retryable_; }
  std::optional<std::chrono::nanoseconds> retry_after() const noexcept { return retry_after_; }
  const std::string& details() const noexcept { return details_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  Category category_;
  std::optional<bool> retryable_;
  std::optional<std::chrono::nanoseconds> retry_after_;
  std::string code_;
  std::string message_;
  std::string details_;
};

inline Error InvalidInput(std::string code, std::string message) {
  return {Category::kInvalidInput, std::move(code), std::move(message)};
}

inline Error Unsupported(std::string message) {
  return {Category::kUnsupported, "unsupported", std::move(message)};
}

// Ends a run that is neither done nor failed (it waits for a human, or for a time). Never derived
// from std::exception, so that a node's `catch (const std::exception&)` lets it pass; do not
// swallow it by `catch (...)`.
struct Unwind {
  df_status status;
};

}  // namespace dashflow::sdk
