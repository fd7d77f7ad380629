// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "host/api/keys/credentials.h"
#include "host/cli/session.h"

namespace dashflow::cli {

// What the settings `auth.…` take; null = everybody is let in. `store` outlives it. Errors:
// auth_invalid, those of reading a file, and what the store says.
Result<std::unique_ptr<api::Credentials>> OpenCredentials(Session& session,
                                                          checkpoint::Store& store);

}  // namespace dashflow::cli
