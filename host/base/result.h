// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/system/result.hpp>

#include "host/base/error.h"

namespace dashflow {

// A value or an Error. `Result<void>` is a Status. Nothing throws between modules.
template <class T>
using Result = boost::system::result<T, Error>;
using Status = Result<void>;

inline Status Ok() { return {}; }

// Boost calls this when `.value()` is used on a failure: a bug of ours, so it ends the process with
// its words.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location&);

}  // namespace dashflow

#define DF_CONCAT_(a, b) a##b
#define DF_CONCAT(a, b) DF_CONCAT_(a, b)

// Returns the failure of `expression` from the enclosing function.
#define DF_TRY(expression)                                               \
  if (auto df_status = (expression); df_status.has_error()) [[unlikely]] \
  return df_status.error()

// Declares `declaration` from the success of `expression`, or returns its failure.
#define DF_ASSIGN(declaration, expression)                      \
  auto DF_CONCAT(df_result_, __LINE__) = (expression);          \
  if (DF_CONCAT(df_result_, __LINE__).has_error()) [[unlikely]] \
    return DF_CONCAT(df_result_, __LINE__).error();             \
  declaration = std::move(DF_CONCAT(df_result_, __LINE__)).value()
