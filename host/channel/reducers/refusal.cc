// SPDX-License-Identifier: Apache-2.0
#include "host/channel/reducers/refusal.h"

#include <string>

namespace dashflow::channel {

Error WrongKind(std::string_view reducer, std::string_view takes, const Value& found) {
  std::string cause = std::string(reducer) + " takes " + std::string(takes) + ", found ";
  return Error("invalid_update", {}).Cause(cause.append(KindName(found.kind())));
}

}  // namespace dashflow::channel
