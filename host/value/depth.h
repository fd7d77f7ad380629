// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow {

Status CheckDepthOfContainer(const Value& value, int levels);

// Whether `value` may be stored inside `levels` more arrays or objects: a store gives back what is
// nested at most kMaxDepth deep. Building does not refuse, so every way into a run's state asks
// here. Error value_too_deep.
inline Status CheckDepth(const Value& value, int levels = 0) {
  const bool nests = value.is_array() || value.is_object();
  return nests ? CheckDepthOfContainer(value, levels) : Ok();
}

}  // namespace dashflow
