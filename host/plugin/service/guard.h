// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/abi.h>

#include <new>

namespace dashflow::plugin {

// Runs the body of a function that a plugin calls: no exception crosses the ABI.
template <class Body>
df_status Guard(Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return DF_EXHAUSTED;
  } catch (...) {
    return DF_INTERNAL;
  }
}

}  // namespace dashflow::plugin
