// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/error.h"
#include "host/value/value.h"

namespace dashflow {

// The JSON form of an error, the same in events, `--json` and the API (CLI.md, "Errors").
Value ErrorValue(const Error& error);
// Back again, from any value.
Error ErrorOf(const Value& value);

}  // namespace dashflow
