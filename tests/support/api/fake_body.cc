// SPDX-License-Identifier: Apache-2.0
#include "tests/support/api/fake_body.h"

#include <sstream>

namespace dashflow::testing {

std::vector<std::string> FakeBody::Events() const {
  std::vector<std::string> events;
  std::istringstream lines(text());
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("event: ")) events.push_back(line.substr(7));
    if (line.starts_with("id: ")) events.back() += ' ' + line.substr(4);
  }
  return events;
}

}  // namespace dashflow::testing
