// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <yaml-cpp/exceptions.h>

#include <string_view>

#include "host/config/tree_builder.h"

namespace dashflow::config {

// What yaml-cpp could not read, in words that say what to do. REQUIRES: the builder got the events
// of `text` up to the problem.
Error ExplainYaml(TreeBuilder& builder, std::string_view text, const YAML::Exception& problem);

}  // namespace dashflow::config
