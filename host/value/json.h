// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow {

struct JsonLimits {
  std::size_t max_bytes = std::size_t{1} << 30;  // below 4 GiB, whatever it says
  int max_depth = kMaxDepth;
};

// RFC 8259 text to a value; the rules of DESIGN §4. Error `invalid_json` (or `value_too_deep`,
// `value_limit`) names line, column and offset in its place and cause; `source` is the file name in
// it (may be empty). [any-thread]
Result<Value> ParseJson(std::string_view text, std::string_view source = {},
                        const JsonLimits& limits = {});

// Shortest text that reads back equal; bytes as base64 strings; a double has a fraction or an
// exponent; UTF-8 as it is.
std::string ToJson(const Value& value);
// The same on several lines, two blanks a level.
std::string ToPrettyJson(const Value& value);
// Appends to `out`, so that a buffer can be used again.
void AppendJson(std::string& out, const Value& value);

}  // namespace dashflow
