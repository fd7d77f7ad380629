// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/engine/request.h"

namespace dashflow::cases {

// The id of the question whose value has this text; empty when there is none.
std::string IdOfQuestion(const std::vector<engine::WaitingQuestion>& questions,
                         std::string_view text);

}  // namespace dashflow::cases
