// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::control {

// A command line, as its caller typed it.
struct Request {
  std::string version;  // of the caller's dashflow
  std::string folder;   // that its paths are relative to; absolute
  std::vector<std::string> arguments;
};

Value RequestFrame(const Request& request);
// Error invalid_argument.
Result<Request> ReadRequest(const Value& frame);

}  // namespace dashflow::control
