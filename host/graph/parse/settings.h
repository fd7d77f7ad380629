// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// The smaller keys at the top of the file.
void ReadLanguage(Findings& findings, const config::Member& member, Definition& out);
void ReadInput(Findings& findings, const config::Member& member, Definition& out);
void ReadOutput(Findings& findings, const config::Member& member, Definition& out);
void ReadInterrupt(Findings& findings, const config::Member& member, Definition& out);
void ReadLimits(Findings& findings, const config::Member& member, Definition& out);
void ReadDurability(Findings& findings, const config::Member& member, Definition& out);
void ReadRequires(Findings& findings, const config::Member& member, Definition& out);
void ReadUnknownWrites(Findings& findings, const config::Member& member, Definition& out);
void ReadOnFailure(Findings& findings, const config::Member& member, Definition& out);
void ReadRoot(Findings& findings, const config::Member& member, Definition& out);
void ReadTags(Findings& findings, const config::Member& member, Definition& out);

}  // namespace dashflow::graph
