// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "host/checkpoint/state.h"
#include "host/cli/console.h"

namespace dashflow::cli {

// The question in words.
std::string QuestionText(const checkpoint::Asked& asked);

// A line typed at a terminal as an answer: yes or no for a boolean, the text itself for a string,
// else JSON. Errors: answer_invalid.
Result<Value> AnswerFromLine(const checkpoint::Asked& asked, const std::string& line);

// Asks until an answer fits the question's schema. Nothing at the end of the input.
std::optional<Value> AskForAnswer(const Console& console, const checkpoint::Asked& asked);

}  // namespace dashflow::cli
