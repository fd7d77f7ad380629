// SPDX-License-Identifier: Apache-2.0
#include "host/value/depth.h"

namespace dashflow {

Status CheckDepthOfContainer(const Value& value, int levels) {
  if (value.depth() + levels <= kMaxDepth) return Ok();
  return Error("value_too_deep",
               "the value is nested deeper than " + std::to_string(kMaxDepth - levels) + " levels")
      .Fix("nest it less");
}

}  // namespace dashflow
