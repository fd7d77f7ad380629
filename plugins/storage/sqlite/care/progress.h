// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "plugins/storage/sqlite/sql/connection.h"

namespace dashflow::sqlite {

// Asks now and then, while a connection works, whether it is to go on; if not, its statement ends
// as interrupted. Goes before the connection.
class Progress {
 public:
  // `goes_on` does not throw, and does not use the connection.
  Progress(Connection& connection, std::function<bool()> goes_on);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  Connection& connection_;
  const std::function<bool()> goes_on_;
};

}  // namespace dashflow::sqlite
