// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/testing/store/suite.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace dashflow::sdk::testing::store {

class BadArguments : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Arguments {
  Subject subject{};
  Options options{};
};

// Throws BadArguments.
Arguments ParseArguments(const std::vector<std::string>& given);

}  // namespace dashflow::sdk::testing::store
