// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/result.h"

namespace dashflow::plugin {

// Code that others could have replaced is not loaded: refuses what every user may write to, and,
// when this process runs as root, what another user owns. Errors plugin_unsafe, plugin_foreign say
// owner, mode and remedy.
Status CheckTrustOfFile(int descriptor, const std::string& file);  // also: a regular file
Status CheckTrustOfFolder(const std::string& folder);

}  // namespace dashflow::plugin
