// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/base/error.h"
#include "host/graph/definition.h"
#include "host/testing/observer.h"
#include "host/value/value.h"

namespace dashflow::testing {

// How a run of a case ended.
struct Ending {
  std::string status;
  Value output;
  std::optional<Error> error;
};

// What is not as expected, a sentence each; empty = the case passes. A case that expects neither a
// status nor an error expects the run to be done.
std::vector<std::string> Differences(const graph::ExpectDefinition& expected, const Ending& ending,
                                     const Observer& observed);

}  // namespace dashflow::testing
