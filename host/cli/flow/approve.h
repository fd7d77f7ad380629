// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/cli/session.h"

namespace dashflow::cli {

// Shows the questions that wait, of one thread or of all. On a terminal it asks each one and
// continues the thread with the answers.
Exit Approve(Session& session, const std::string& thread);

}  // namespace dashflow::cli
