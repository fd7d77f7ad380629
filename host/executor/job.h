// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/executor/executor.h"

namespace dashflow::executor {

// A body with the token that it takes.
struct Job {
  Body body = nullptr;
  Token token;

  void Run() const noexcept { body(token); }
};

}  // namespace dashflow::executor
