// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/error.hpp>
#include <string>
#include <string_view>

namespace dashflow::sdk {

constexpr Category CategoryOf(df_status status) {
  return status >= DF_INVALID_INPUT && status <= DF_INTERNAL ? static_cast<Category>(status)
                                                             : Category::kInternal;
}

[[noreturn]] inline void ThrowRefused(df_status status, std::string_view what,
                                      std::string_view name) {
  if (status == DF_INTERRUPTED || status == DF_SUSPENDED) throw Unwind{status};
  std::string message = "The host refused " + std::string(what);
  if (!name.empty()) message += " '" + std::string(name) + "'";
  throw Error(CategoryOf(status), "host_refused", message + ".");
}

// Throws unless the host took what `what` and `name` describe.
inline void Check(df_status status, std::string_view what, std::string_view name = {}) {
  if (status != DF_OK) ThrowRefused(status, what, name);
}

}  // namespace dashflow::sdk
