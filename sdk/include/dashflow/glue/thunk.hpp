// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.hpp>
#include <exception>
#include <new>
#include <string_view>

namespace dashflow::sdk {

// The exception being handled, as an Error.
inline Error CurrentError() {
  try {
    throw;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return {Category::kExhausted, "out_of_memory", "No memory is left."};
  } catch (const std::exception& error) {
    return Error(Category::kInternal, "exception", error.what())
        .Details(R"("an exception that the node did not catch")");
  } catch (...) {
    return {Category::kInternal, "exception", "Something that is no std::exception was thrown."};
  }
}

constexpr std::int32_t RetryWord(std::optional<bool> retryable) {
  return retryable ? static_cast<std::int32_t>(*retryable) : -1;
}

// Tells the host why the call fails. Gives the status to return.
inline df_status Report(df_call* call, const Error& error) noexcept {
  const auto category = static_cast<df_status>(error.category());
  df_value details{};
  if (!error.details().empty()) services.value->from_json(ToText(error.details()), &details);
  services.call->error(call, category, ToText(error.code()), ToText(error.message()),
                       RetryWord(error.retryable()),
                       error.retry_after() ? error.retry_after()->count() : -1, &details);
  services.value->release(&details);
  return category;
}

// Runs `body` for the host: no exception passes.
template <class Body>
df_status GuardCall(df_call* call, Body&& body) noexcept {
  try {
    body();
    return DF_OK;
  } catch (const Unwind& unwind) {
    return unwind.status;
  } catch (...) {
    return Report(call, CurrentError());
  }
}

// The same for functions that say why they failed by a string value owned by the caller.
template <class Body>
df_status GuardText(df_value* why, Body&& body) noexcept {
  try {
    body();
    return DF_OK;
  } catch (...) {
    const Error error = CurrentError();
    services.value->string(ToText(error.message()), why);
    return static_cast<df_status>(error.category());
  }
}

}  // namespace dashflow::sdk
