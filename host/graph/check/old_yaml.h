// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// Warns of text without quotes that this host reads as text, and readers of YAML 1.1 (many editors
// and scripts) as a truth value or a number: yes, no, on, off, 12:30. Leaves out `x-…` keys at the
// top.
void CheckOldYaml(Findings& findings, const config::Tree& document);

}  // namespace dashflow::graph
