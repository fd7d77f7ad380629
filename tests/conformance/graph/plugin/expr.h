// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <functional>
#include <map>
#include <string>

namespace cases {

namespace sdk = dashflow::sdk;

// What the expressions of a case see.
struct Names {
  std::function<sdk::ValueView(std::string_view)> state;  // null when absent
  std::function<bool(std::string_view)> has;
  std::map<std::string, sdk::Value, std::less<>> locals;
};

// A one-key object whose key is of the format computes; everything else is JSON.
sdk::Value Evaluate(sdk::ValueView expr, const Names& names);

// Whether `{key: …}` computes.
bool IsOperator(std::string_view key);

// Whether it is `{"overwrite": x}`, whose value replaces what the channel holds.
bool IsOverwrite(sdk::ValueView expr);

}  // namespace cases
