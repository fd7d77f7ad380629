// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/checkpoint/loader.h"
#include "host/engine/request.h"

namespace dashflow::engine {

// The path of a task, and which node acts in its place: "review", "digest#17", "fetch:rescue".
std::string TaskText(const checkpoint::Names& names, const checkpoint::TaskProgress& task);

// The questions that wait, as the log has them.
std::vector<WaitingQuestion> QuestionsOf(const checkpoint::Loaded& loaded);

}  // namespace dashflow::engine
