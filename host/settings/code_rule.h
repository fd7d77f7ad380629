// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/error.h"
#include "host/settings/sources.h"

namespace dashflow::settings {

// Whether a file may say where plugins are, which is code that the host will run.
enum class CodeRule { kMayLoad, kIsForeign, kIsServed };

// A project's file loads no code when somebody else than this user and root could have written it:
// it, or a link in its place, is another user's, or everybody may write it. REQUIRES: it was read.
CodeRule CodeRuleOf(const SourceFile& file);

// The warning for a key that was left out. REQUIRES: not kMayLoad.
Error LeftOut(CodeRule rule, const std::string& path);

}  // namespace dashflow::settings
