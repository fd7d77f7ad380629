// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"

namespace dashflow::http {

using QueryValues = std::multimap<std::string, std::string, std::less<>>;

// What a request line asks for, decoded.
struct Target {
  std::string path;                   // decoded as a whole, for people
  std::vector<std::string> segments;  // of the path; a %2F within one is a character of it
  QueryValues query;
};

// A request target in origin form, or in absolute form, whose authority is left out. Error
// request_malformed: a percent that stands for nothing, no UTF-8, a NUL, no path. [any-thread]
Result<Target> ReadTarget(std::string_view text);

// `+` is a blank where `plus_is_blank`. Error request_malformed with `what`.
Result<std::string> PercentDecode(std::string_view text, bool plus_is_blank, std::string_view what);

}  // namespace dashflow::http
