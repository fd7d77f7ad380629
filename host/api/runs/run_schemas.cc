// SPDX-License-Identifier: Apache-2.0
#include "host/api/runs/run_schemas.h"

#include <string>

namespace dashflow::api {

std::string_view RunCreateBatch() {
  static const std::string schema =
      R"({"type": "array", "maxItems": 1000, "items": )" + std::string(kRunCreate) + "}";
  return schema;
}

}  // namespace dashflow::api
