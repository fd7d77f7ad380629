// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/error.h"

namespace dashflow::cli {

// Whether a host runs the command of this name ("threads list") for a client elsewhere: what needs
// no file and no terminal of the client, and harms none of the host's.
bool RunsOnHost(std::string_view command);
// What is said of one that it does not run. Error usage.
Error NotOnHost(std::string_view command);

}  // namespace dashflow::cli
