// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "host/base/error.h"

namespace dashflow {

// A failure at `offset` of `text`, with line and column (characters, from 1) in its place, and
// `reason` and the offset in its cause. `source` is the name of the text, possibly empty.
Error JsonError(std::string_view code, std::string reason, std::string_view text,
                std::size_t offset, std::string_view source);

// What the byte at `offset`, which the grammar does not allow there, looks like to a reader.
std::string DescribeUnexpected(std::string_view text, std::size_t offset);

}  // namespace dashflow
