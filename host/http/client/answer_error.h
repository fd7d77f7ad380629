// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/base/error.h"

namespace dashflow::http {

// The error that a server has answered with, as it was raised there; of an answer that is not ours,
// what its status says. `server` = its address.
Error ErrorOfAnswer(int status, std::string_view body, std::string_view server);

}  // namespace dashflow::http
