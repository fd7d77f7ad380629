// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/engine/task/attempt.h"
#include "host/engine/task/identity.h"

namespace dashflow::engine {

// The namespace of the n-th subworkflow that an attempt calls: that of its run, and one part more.
// `inherit` and `none`: "<node>:<call>", different for every call of a thread; `own`: "<node>", the
// same for all of them. Further calls of one task end in "|n".
std::string NamespaceOf(const Attempt& attempt, graph::SubCheckpoint checkpoint, std::uint64_t n);
// The same of a task of `node` that is not there to ask.
std::string NamespaceOf(const TaskIdentity& task, std::string_view node,
                        graph::SubCheckpoint checkpoint, std::uint64_t n);

// The same as events tell it: a list of its parts.
Value NamespaceParts(std::string_view name);

}  // namespace dashflow::engine
