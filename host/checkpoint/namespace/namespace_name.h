// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Names of namespaces: the calls from the thread's own run down, "review:1f0c…|1|draft". A call is
// its node, the id of the task that calls unless it keeps its own state, and behind it the number
// of the call in its task, which the first does without.
namespace dashflow::checkpoint {

inline constexpr char kNamespaceSeparator = '|';
inline constexpr char kNamespaceId = ':';

// Takes the first part off. REQUIRES: not empty.
std::string_view TakePart(std::string_view& name);

// The nodes alone, "review|draft": the same for every run of the thread.
std::string NodesOf(std::string_view name);

// Whether the last call in the name is one with `checkpoint: own`: the next of the name goes on
// from the state that it leaves.
bool KeepsItsOwn(std::string_view name);

}  // namespace dashflow::checkpoint
