// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/error.h"

namespace dashflow::http {

// The HTTP status of an error: that of its code, else one that follows from the exit status of the
// catalogue, else (codes of plugins) from the category. [any-thread]
int StatusOf(const Error& error);

// "Not Found"; empty for a status that HTTP does not name.
std::string_view ReasonOf(int status);

}  // namespace dashflow::http
