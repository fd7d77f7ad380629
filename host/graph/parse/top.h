// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// Every key at the top of the file. REQUIRES: `document` is a mapping.
void ReadTop(Findings& findings, const config::Tree& document, Definition& out);

}  // namespace dashflow::graph
