// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/value/value.h"

namespace dashflow::cli {

// The settings of a node type, out of the JSON Schema of its `with`: a line each with name, type,
// default and limits, then its description. A schema that lists no settings is shown as it is.
std::string SettingsText(const Value& schema);

}  // namespace dashflow::cli
