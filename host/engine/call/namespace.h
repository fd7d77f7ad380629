// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/engine/call/call_numbers.h"
#include "host/engine/task/attempt.h"
#include "host/engine/task/identity.h"

namespace dashflow::engine {

// The namespace of the call with number `n` (call_numbers.h) of the subworkflows that a task calls.
// `inherit` and `none`: that of its run and "<node>:<task>", different for every task of a thread.
// `own`: the nodes alone that lead there, "review|draft", the same in all runs of the thread. All
// calls but that with number 0 end in "|n", those of a retry too.
std::string NamespaceOf(const Attempt& attempt, std::uint64_t n);
// The same of a task of `node` that is not there to ask.
std::string NamespaceOf(const TaskIdentity& task, std::string_view node,
                        graph::SubCheckpoint checkpoint, std::uint64_t n);

// What tasks in the namespace of the call are known by whether or not it is one of a retry: with
// `inherit` and `none` the name that the first attempt's call has. One with `own` may go on from
// any state that it kept, so that only its name tells its tasks apart.
std::string SteadyNamespaceOf(const Attempt& attempt, const CallNumber& number);

// The same as events tell it: a list of its parts.
Value NamespaceParts(std::string_view name);

}  // namespace dashflow::engine
