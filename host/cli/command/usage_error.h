// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/error.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace dashflow::cli {

// What is wrong with a command line that `app` has refused, in the words of the catalogue (code
// usage): a word that it does not know comes first, with the one that was probably meant.
Error UsageError(const CLI::App& app, const CLI::ParseError& refusal);

}  // namespace dashflow::cli
