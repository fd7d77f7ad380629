// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "host/cli/doctor/checks.h"

namespace dashflow::cli {

std::string_view HealthName(Health health) {
  switch (health) {
    case Health::kOk:
      return "ok";
    case Health::kWarning:
      return "warning";
    case Health::kError:
      return "error";
  }
  return "error";
}

Finding Fine(std::string check, std::string message) {
  return {Health::kOk, std::move(check), std::move(message), {}};
}

Finding Wrong(Health health, std::string check, const Error& error) {
  std::string message = error.message();
  // Some messages end with their cause already.
  if (!error.cause().empty() && !message.ends_with(error.cause())) {
    if (message.ends_with('.')) message.pop_back();
    message += ": " + error.cause();
  }
  return {health, std::move(check), std::move(message), error.fix()};
}

}  // namespace dashflow::cli
