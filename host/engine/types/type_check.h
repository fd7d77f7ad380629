// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/base/result.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/state.h"
#include "host/checkpoint/store.h"
#include "host/engine/program.h"

namespace dashflow::engine {

// Whether the node types that are installed go on with what those of the state have done: each is
// of the same major version, or says that it goes on from that one. Error node_type_changed.
Status CheckTypes(const graph::Workflow& workflow, const checkpoint::State& state,
                  const std::string& thread);

// The same, and of the subworkflows that ask there: nothing has happened yet when it is refused. A
// call that was cut off, or that a node makes by name, is looked at when it goes on.
Status CheckTypesInside(checkpoint::Store& store, const Program& program,
                        const checkpoint::Loaded& loaded, const std::string& thread);

}  // namespace dashflow::engine
