// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/state.h"
#include "host/engine/request.h"

namespace dashflow::engine {

// Gives answers to the questions that wait in `state`, each checked against its schema, and returns
// the tasks that got one, for the log. Errors: not_waiting, question_not_found, resume_ambiguous
// (an answer without id to several questions), answer_invalid, value_too_deep.
Result<std::vector<checkpoint::TaskProgress>> GiveAnswers(const graph::Workflow& workflow,
                                                          checkpoint::State& state,
                                                          const std::vector<Answer>& answers);

}  // namespace dashflow::engine
