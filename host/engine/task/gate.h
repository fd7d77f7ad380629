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
#include <unordered_map>

#include "host/executor/executor.h"

namespace dashflow::engine {

// Lets at most `limit` holders in; the others wait as tokens. Who waits longest comes first among
// those of one owner, and owners take turns, so that none has to wait for all that another has
// brought. [any-thread]
class Gate {
 public:
  explicit Gate(std::uint32_t limit) : limit_(limit) {}
  void SetLimit(std::uint32_t limit);
  // True: in. False: the token waits; whoever leaves gets it from Leave and must run it.
  bool Enter(executor::Token token, const void* owner);
  std::optional<executor::Token> Leave();

 private:
  std::mutex mutex_;
  std::uint32_t limit_;
  std::uint32_t inside_ = 0;
  std::unordered_map<const void*, std::deque<executor::Token>> waiting_;  // by owner
  std::deque<const void*> turns_;                                         // owners that wait
};

// The gates of the whole host: of node types that run once in it, and of nodes with a limit there.
class Gates {
 public:
  // One that is there already is given the limit.
  Gate& Of(std::string_view name, std::uint32_t limit);

 private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Gate>, std::less<>> gates_;
};

}  // namespace dashflow::engine
