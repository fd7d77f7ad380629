// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <string>

namespace dashflow::graph {

// A workflow over the nodes a…e and the fake node types. About half of them are valid; the others
// have unknown names, wrong types, keys that do not fit together.
rc::Gen<std::string> AnyWorkflow();

// One that must be valid: every node is reached, every expression fits.
rc::Gen<std::string> ValidWorkflow();

// `text` with a few bytes removed, doubled or replaced.
rc::Gen<std::string> Damaged(std::string text);

}  // namespace dashflow::graph
