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

// Throws unless the host took what `what` describes.
inline void Check(df_status status, std::string_view what) {
  if (status == DF_OK) return;
  if (status == DF_INTERRUPTED || status == DF_SUSPENDED) throw Unwind{status};
  throw Error(CategoryOf(status), "host_refused", "The host refused " + std::string(what) + ".");
}

}  // namespace dashflow::sdk
