// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/cli/globals.h"

namespace dashflow::cli {

// --json and such, also where they came from the environment.
std::vector<std::string> FormOf(const Globals& globals);

// The words of a command as another machine can run them: without what says where it runs, and with
// what is in @FILE, and comes from standard input for a -, in its place. `input` = the latter's
// path. Errors: those of reading.
Result<std::vector<std::string>> WordsForElsewhere(const std::vector<std::string>& words,
                                                   const std::string& input);

}  // namespace dashflow::cli
