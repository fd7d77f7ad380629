// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <future>
#include <vector>

namespace dashflow::sdk::testing::store {

inline constexpr int kWriters = 8;

// Runs body(0) … body(7), each on a thread of its own; throws what one of them threw, once all
// have ended.
template <class Body>
void OnEightThreads(const Body& body) {
  std::vector<std::future<void>> writers(kWriters);
  for (int i = 0; i < kWriters; ++i) {
    writers[i] = std::async(std::launch::async, [&body, i] { body(i); });
  }
  for (auto& writer : writers) writer.wait();
  for (auto& writer : writers) writer.get();
}

}  // namespace dashflow::sdk::testing::store
