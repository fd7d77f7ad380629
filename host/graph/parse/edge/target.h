// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// The members of an `each` form, wherever they stand.
struct EachMembers {
  const config::Member* each = nullptr;
  const config::Member* to = nullptr;
  const config::Member* as = nullptr;
  const config::Member* send = nullptr;
};

// One for each name after `to`.
void ReadEach(Findings& findings, const EachMembers& members, std::vector<TargetDefinition>& out);

// What a `to`, a case or a default may be: a name, a list, END, or an `each` form.
void ReadTargets(Findings& findings, const config::Tree& tree, std::vector<TargetDefinition>& out);

}  // namespace dashflow::graph
