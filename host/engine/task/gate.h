// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "host/executor/executor.h"

namespace dashflow::engine {

// Lets at most `limit` holders in; the others wait as tokens, first come, first served.
// [any-thread]
class Gate {
 public:
  explicit Gate(std::uint32_t limit) : limit_(limit) {}
  // True: in. False: the token waits; whoever leaves gets it from Leave and must run it.
  bool Enter(executor::Token token);
  std::optional<executor::Token> Leave();

 private:
  std::mutex mutex_;
  std::uint32_t limit_;
  std::uint32_t inside_ = 0;
  std::deque<executor::Token> waiting_;
};

// The gates of node types that run once in the whole host.
class Gates {
 public:
  Gate& Of(std::string_view type);

 private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Gate>, std::less<>> gates_;
};

}  // namespace dashflow::engine
