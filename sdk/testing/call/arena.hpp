// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace dashflow::sdk::testing {

// Memory that lives as long as a call.
class Arena {
 public:
  // Null when there is none. alignment: a power of two.
  void* Allocate(std::size_t bytes, std::size_t alignment);

 private:
  struct Free {
    void operator()(void* block) const;
  };
  std::vector<std::unique_ptr<void, Free>> blocks_;
};

}  // namespace dashflow::sdk::testing
