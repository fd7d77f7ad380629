// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dashflow {

// What kind of failure it is, for retry policies and for callers that do not know the code.
enum class ErrorCategory : std::uint8_t {
  kInvalidInput,
  kTransient,
  kTimeout,
  kCancelled,
  kUnauthorized,
  kExhausted,
  kUnsupported,
  kInternal,
};

std::string_view CategoryName(ErrorCategory category);

// Where an error happened. Empty text and zero numbers mean "not known".
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string workflow;
  std::string run;
  std::int64_t step = -1;
  std::string node;
  std::string task;
};

// A failure in the words of the catalogue (error_catalogue.h): what happened, to what, why, and
// what to do next. Movable, copyable (copies share), one pointer wide, so that Result<T> stays
// small. [any-thread]
class Error {
 public:
  Error()
      : Error("internal", {}) {
  }  // what Result::error() of a success would be; Boost needs it to compile
  // `code` is an entry of the catalogue; it gives the category and whether a retry may help. Two
  // arguments: no text may turn into an Error by itself, since Result<std::string> would be
  // ambiguous.
  // Cold: whoever may fail is laid out for success.
  [[gnu::cold]] Error(std::string_view code, std::string message);

  const std::string& code() const { return data().code; }
  const std::string& message() const { return data().message; }
  const std::string& operation() const { return data().operation; }
  const std::string& resource() const { return data().resource; }
  const std::string& cause() const { return data().cause; }
  const std::string& fix() const { return data().fix; }
  const Place& place() const { return data().place; }
  ErrorCategory category() const { return data().category; }
  bool retryable() const { return data().retryable; }
  std::chrono::nanoseconds retry_after() const { return data().retry_after; }

  // Setters return the error, so that one expression builds it: Error("x",
  // "…").Resource(path).Fix("…").
  Error& Message(std::string text);
  Error& Operation(std::string text);
  Error& Resource(std::string text);
  Error& Cause(std::string text);
  Error& Fix(std::string text);
  Error& At(std::string file, int line, int column);
  Error& In(const Place& place);  // fills only what is not known yet
  Error& Category(ErrorCategory category, bool retryable);
  Error& RetryAfter(std::chrono::nanoseconds delay);

 private:
  struct Data {
    std::string code, message, operation, resource, cause, fix;
    Place place;
    ErrorCategory category = ErrorCategory::kInternal;
    bool retryable = false;
    std::chrono::nanoseconds retry_after{0};
  };
  const Data& data() const { return *data_; }
  Data& Own();

  std::shared_ptr<Data> data_;
};

}  // namespace dashflow
