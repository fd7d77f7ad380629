// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "host/engine/request.h"
#include "host/value/schema.h"

namespace dashflow::cli {

// `--yes`: true, wherever the question's schema allows it; other questions wait.
class YesAnswerer final : public engine::Answerer {
 public:
  std::optional<Value> Answer(const checkpoint::Asked& asked) override {
    if (asked.schema.is_null()) return Value(true);
    const auto schema = Schema::Compile(asked.schema);
    if (schema.has_error() || schema.value().Check(Value(true)).has_error()) return std::nullopt;
    return Value(true);
  }
};

}  // namespace dashflow::cli
