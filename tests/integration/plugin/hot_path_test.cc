// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "tests/integration/plugin/fixture_registry.h"

namespace {

std::atomic<long> num_allocations{0};

}  // namespace

// Never inlined: GCC would inline one half of a pair and warn that free() meets operator new.
[[gnu::noinline]] void* operator new(std::size_t size) {
  num_allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace dashflow::plugin {
namespace {

TEST(HotPath, AllocatesNothing) {
  FixtureRegistry host;
  const auto node = host.Create("probe.add_one");
  FakeCall call({41});
  call.emitted.reserve(1001);
  node->Run(call);
  const long before = num_allocations.load();
  for (int i = 0; i < 1000; ++i) node->Run(call);
  EXPECT_EQ(num_allocations.load(), before);
  EXPECT_EQ(call.emitted.size(), 1001u);
}

TEST(HotPath, CountsWhatIsAllocated) {
  const long before = num_allocations.load();
  // Called by name, so that the compiler may not leave it out.
  ::operator delete(::operator new(1));
  EXPECT_EQ(num_allocations.load(), before + 1);
}

}  // namespace
}  // namespace dashflow::plugin
