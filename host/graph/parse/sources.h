// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// A mapping of ports to `channel`, `{cel: …}` or `{value: …}`. A source that is refused is kAbsent:
// its port is named all the same.
std::vector<PortSource> ReadSources(Findings& findings, const config::Member& member);

// A mapping of names to values; `example` shows one.
std::vector<NamedValue> ReadNamedValues(Findings& findings, const config::Member& member,
                                        std::string_view example);

// The members of a mapping; none of what is no mapping.
std::vector<NamedValue> MembersOf(const config::Tree& tree);

// `set:`, a mapping of channels to the same, with `overwrite: true` inside the braces.
void ReadSet(Findings& findings, const config::Member& member, NodeRules& out);

}  // namespace dashflow::graph
