// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::cli {

// Which checkpoints of a history are shown: key=value on the members of CheckpointView. A member
// that is a list has the value when one of its elements is it.
class HistoryFilter {
 public:
  // Error usage for a text without `=` and for a key that no checkpoint has.
  static Result<HistoryFilter> Parse(const std::vector<std::string>& texts);

  bool Takes(const Value& checkpoint) const;

 private:
  std::vector<std::pair<std::string, std::string>> wanted_;
};

}  // namespace dashflow::cli
