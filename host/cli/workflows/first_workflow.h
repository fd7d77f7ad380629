// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::cli {

// A workflow that a newcomer can run, test and change: commented, valid, with tests that pass. It
// needs the bundled plugins only. REQUIRES: `name` needs no escapes between quotes.
std::string FirstWorkflow(std::string_view name);

}  // namespace dashflow::cli
